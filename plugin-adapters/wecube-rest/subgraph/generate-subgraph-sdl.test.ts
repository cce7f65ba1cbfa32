import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { type EntityModel, manifestEntities, manifestInterfaces, parseManifest } from '../../contract/index.ts';
import { buildPackageSubgraph } from './build-package-subgraph.ts';
import { generateSubgraphSdl } from './generate-subgraph-sdl.ts';
import { aMemoryClient, anEntity, anInterface } from './testing.ts';

// The CommonJS build shares one graphql with the composer's own modules.
const { composeServices } = createRequire(import.meta.url)(
  '@apollo/composition',
) as typeof import('@apollo/composition');

/** What core and auth share with every generated subgraph, and types that a badly named entity could hit. */
const PLATFORM = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  "Any JSON value." scalar JSON
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Problem @shareable { code: String! message: String! parameters: JSON path: [String!] remedy: String }
  enum OrderDirection { ASC DESC }
  input Order { direction: OrderDirection }
  type DataModel { entities: [String!]! }
  type NodeRun { id: ID! }
  type Query { ping(order: Order): JSON page: PageInfo problem: Problem dataModel: DataModel nodeRun: NodeRun }`;

type Package = { packageName: string; entities: EntityModel[]; interfaces: ReturnType<typeof anInterface>[] };

function compose(packages: readonly Package[]): string[] {
  const subgraphs = packages.map((own) => {
    const otherPackages = packages.filter((other) => other !== own);
    return { name: own.packageName, typeDefs: parse(generateSubgraphSdl({ ...own, otherPackages })) };
  });
  const result = composeServices([{ name: 'core', typeDefs: parse(PLATFORM) }, ...subgraphs]);
  return (result.errors ?? []).map(({ message }) => message);
}

function fromFile(url: URL): Package {
  const result = parseManifest(readFileSync(url));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { manifest } = result;
  return { packageName: manifest.name, entities: manifestEntities(manifest), interfaces: manifestInterfaces(manifest) };
}

const garden = fromFile(new URL('../../contract/fixtures/whole-register.xml', import.meta.url));
const soil = {
  packageName: 'soil',
  entities: [anEntity('soil:layer', { code: {}, depth: { type: 'int' } })],
  interfaces: [],
};

it('generates the golden text', async () => {
  const sdl = generateSubgraphSdl({ ...garden, otherPackages: [soil] });
  await expect(sdl).toMatchFileSnapshot('golden/garden.graphql');
  expect(generateSubgraphSdl({ ...garden, otherPackages: [soil] })).toBe(sdl);
});

it('generates the golden text of the sample packages', async () => {
  const shell = fromFile(new URL('../../sample/shell/register.xml', import.meta.url));
  const estate = {
    ...fromFile(new URL('../../sample/estate/register.xml', import.meta.url)),
    entities: [anEntity('estate:host', { ip: {} })],
  };
  await expect(generateSubgraphSdl({ ...shell, otherPackages: [estate] })).toMatchFileSnapshot('golden/shell.graphql');
  expect(compose([shell, estate])).toEqual([]);
});

it('composes with and without the package that it refers to', () => {
  expect(compose([garden])).toEqual([]);
  expect(compose([garden, soil])).toEqual([]);
});

it('composes a package that has nothing', () => {
  expect(compose([{ packageName: 'empty', entities: [], interfaces: [] }])).toEqual([]);
});

it('keeps out of the way of the platform and of other packages', () => {
  const packages = [
    { packageName: 'data', entities: [anEntity('data:model'), anEntity('data:model_filter')], interfaces: [] },
    { packageName: 'node', entities: [anEntity('node:run', { shellHosts: {} })], interfaces: [] },
    {
      packageName: 'shell',
      entities: [
        anEntity('shell:host', { run: { ref: 'node:run' }, other: { ref: 'node:run' } }),
        anEntity('shell:host_connection'),
      ],
      interfaces: [anInterface('shell/create/host'), anInterface('shell/create-host/')],
    },
  ];
  expect(compose(packages)).toEqual([]);
});

it('names the reverse fields of two references from one entity by the attribute', () => {
  const link = anEntity('net:link', { source: { ref: 'net:port' }, target: { ref: 'net:port' } });
  const sdl = generateSubgraphSdl({
    packageName: 'net',
    entities: [link, anEntity('net:port')],
    interfaces: [],
    otherPackages: [],
  });
  expect(sdl).toContain('linksBySource(');
  expect(sdl).toContain('linksByTarget(');
});

it('makes a subgraph that composes of whatever names a plugin uses', () => {
  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 8 }),
    fc.constantFrom('id', 'displayName', 'a_b', 'aB', '主机', '1', 'query', 'true', '"', '__typename', 'host', 'hosts'),
  );
  const attribute = fc.record({
    type: fc.constantFrom('str', 'int', 'bool', 'object', 'odd'),
    ref: fc.option(fc.constantFrom('p:host', 'q:host', 'p:gone', 'gone:x', 'q:host.ip'), { nil: undefined }),
    multiple: fc.boolean(),
  });
  const entities = (packageName: string) =>
    fc
      .dictionary(name, fc.dictionary(name, attribute, { maxKeys: 4, noNullPrototype: true }), {
        maxKeys: 3,
        noNullPrototype: true,
      })
      .map((all) =>
        Object.entries(all).map(([entity, attributes]) => ({
          ...anEntity(`${packageName}:x`, attributes),
          name: entity,
        })),
      );
  const interfaces = fc.uniqueArray(fc.tuple(name, name), { maxLength: 3 }).map((pairs) =>
    pairs.map(([plugin, action]) => ({
      ...anInterface('p/x/y', [{ name: plugin }, { name: action, required: true }], [{ name: action }]),
      pluginName: plugin,
      action,
      serviceName: `p/${plugin}/${action}`,
    })),
  );
  fc.assert(
    fc.property(entities('p'), entities('q'), interfaces, (own, others, calls) => {
      const withHost = others.some((entity) => entity.name === 'host')
        ? others
        : [...others, anEntity('q:host', { ip: {} })];
      const packages = [
        { packageName: 'p', entities: own, interfaces: calls },
        { packageName: 'q', entities: withHost, interfaces: [] },
      ];
      expect(compose(packages)).toEqual([]);
      const source = { ...(packages[0] as Package), otherPackages: packages.slice(1) };
      expect(() => buildPackageSubgraph({ ...source, client: aMemoryClient({}).client })).not.toThrow();
    }),
    { numRuns: 60 },
  );
});
