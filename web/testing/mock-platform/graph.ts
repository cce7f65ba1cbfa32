type Clock = (agoMs?: number) => string;

const MINUTE = 60_000;
const CHANGES = [
  { kind: 'REMOVED', path: 'WecmdbHost.assetNumber', description: 'field removed', breaking: true },
  { kind: 'ADDED', path: 'WecmdbHost.assetTag', description: 'field added', breaking: false },
  { kind: 'CHANGED', path: 'WecmdbUnit.name', description: 'String became String!', breaking: false },
  { kind: 'ADDED', path: 'Query.wecmdbHosts(zone:)', description: 'argument added', breaking: false },
];
const MEMBERS = [
  { name: 'router', origin: 'LOCAL', digest: '5b0c19f7a2de' },
  { name: 'auth', origin: 'CONFIGURED', digest: '90cc1f03ab71' },
  { name: 'core', origin: 'CONFIGURED', digest: '1fe2772c0b5d' },
  { name: 'wecmdb', origin: 'REGISTERED', digest: 'c7a8e90d4412' },
  { name: 'saltstack', origin: 'REGISTERED', digest: '3d51b6f2e8a0' },
];

/** A graph of five subgraphs, one refused, with three versions behind it. */
export function mockGraph(now: Clock) {
  const version = (number: number, ago: number, causes: object[], changes: typeof CHANGES) => ({
    id: `version_${number}`,
    version: number,
    composedAt: now(ago * MINUTE),
    members: MEMBERS,
    causes,
    changes,
    changeCount: changes.length,
    breakingCount: changes.filter(({ breaking }) => breaking).length,
  });
  const versions = [
    version(61, 15, [{ name: 'wecmdb', change: 'CHANGED' }], CHANGES),
    version(60, 46, [{ name: 'saltstack', change: 'JOINED' }], CHANGES.slice(1, 2)),
    version(59, 190, [{ name: 'monitor', change: 'LEFT' }], CHANGES.slice(0, 1)),
  ];
  return {
    version: 61,
    composedAt: now(15 * MINUTE),
    error: null,
    members: MEMBERS,
    refused: [
      {
        name: 'monitor',
        words:
          'Type of field "Person.name" is incompatible across subgraphs: it has type "String!" in core and "Int" in monitor',
        refusedAt: now(9 * MINUTE),
      },
    ],
    versions: ({ version: wanted }: { version?: number | null }) =>
      versions.filter((one) => wanted == null || one.version === wanted),
    apiSchema: 'type Query { wecmdbHosts: [WecmdbHost!]! }',
    supergraphSdl: 'enum join__Graph { WECMDB @join__graph(name: "wecmdb", url: "http://127.0.0.1:9001/graphql") }',
  };
}
