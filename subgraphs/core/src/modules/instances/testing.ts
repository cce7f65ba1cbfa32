import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createInProcessPubSub, createLogger, newId, serviceSession, systemClock } from '@wecube/kit';
import { type Manifest, parseManifest } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase } from '@wecube/prisma';
import { createAuditModule } from '../audit/index.ts';
import type { PackageRecord } from '../packages/index.ts';
import { createResourcesModule, type HostRecord } from '../resources/index.ts';
import type { InstanceSettings } from './app/dependencies.ts';
import type { InstanceRecord } from './domain/instance.ts';
import type { InstanceStatus } from './domain/status.ts';
import { createInstancesModule, type InstancesDependencies, type InstancesModule } from './module.ts';
import type { ContainerHost } from './ports.ts';

/** An HTTP server that prints its environment's names; MODE `die` and `mute` misbehave. */
export const SAMPLE_SERVER = `
console.log('secret is ' + process.env.SECRET);
if (process.env.MODE === 'die') { console.error('no database'); process.exit(7); }
const server = require('node:http').createServer((request, answer) => {
  if (request.url === '/exit') process.exit(9);
  answer.writeHead(request.url === '/health' && process.env.MODE === 'mute' ? 503 : 200).end(JSON.stringify(process.env));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
`;

type PackageOptions = {
  name?: string;
  version?: string;
  environment?: string;
  resources?: string;
  status?: PackageRecord['status'];
};

/** A registered package that runs `SAMPLE_SERVER` as a process. */
export function aLaunchablePackage(options: PackageOptions = {}): PackageRecord {
  const {
    name = 'sample',
    version = 'v1.0.0',
    environment = 'PORT={{ALLOCATE_PORT}}',
    status = 'REGISTERED',
  } = options;
  const process = `<process start="node server.cjs" healthPath="/health" envVariables="${environment}"/>`;
  const resources = `<resourceDependencies>${options.resources ?? process}</resourceDependencies>`;
  const xml = `<package name="${name}" version="${version}">${resources}<plugins/></package>`;
  return {
    id: newId('pkg'),
    ...{ name, version, status, manifest: manifestOf(xml), manifestXml: xml },
    active: status === 'REGISTERED',
    digest: 'd'.repeat(64),
    sizeBytes: 1,
    uploadedAt: new Date(0),
    uploadedBy: 'test',
    registeredAt: new Date(0),
    compositionError: null,
    rowVersion: 1,
  };
}

function manifestOf(xml: string): Manifest {
  const parsed = parseManifest(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.manifest;
}

type PlatformOptions = {
  database: CoreDatabase;
  dataDir: string;
  /** Adapters by driver, made anew for each life of the platform. */
  hosts: Partial<Record<HostRecord['driver'], ContainerHost>>;
  packages: PackageRecord[];
  settings?: Partial<InstanceSettings>;
  overrides?: Partial<InstancesDependencies>;
};

export type TestPlatform = InstancesModule & {
  hostId(driver: HostRecord['driver']): Promise<string>;
  /** Waits until the instance has a status, with everything that belongs to it done. */
  until(id: string, status: InstanceStatus): Promise<InstanceRecord>;
  dependencies: InstancesDependencies;
};

export const testSession = serviceSession('test');

/** One life of the platform's instances module with everything real but the packages. */
export async function startTestPlatform(options: PlatformOptions): Promise<TestPlatform> {
  const { database, dataDir, hosts, packages } = options;
  const clock = systemClock;
  const containerHost = ({ driver }: HostRecord) => hosts[driver] ?? null;
  const drivers = Object.keys(hosts) as HostRecord['driver'][];
  const resources = await createResourcesModule({
    ...{ database, clock },
    hostProbe: { check: async (host) => (await containerHost(host)?.check()) ?? { available: false, reason: 'gone' } },
    portProbe: { isFree: async () => true },
    configuredHosts: drivers.map((driver) => ({ driver, name: driver.toLowerCase(), address: '127.0.0.1' })),
  });
  const dependencies: InstancesDependencies = {
    ...{ database, clock, resources, containerHost },
    pubSub: createInProcessPubSub(),
    logger: createLogger('test', { level: 'silent' }),
    audit: createAuditModule({ database, clock }),
    packages: catalogueOf(packages),
    files: {
      list: async () => [{ path: 'server.cjs', sizeBytes: SAMPLE_SERVER.length }],
      open: async () => Readable.from([SAMPLE_SERVER]),
    },
    variables: { effective: async () => null },
    catalogue: { entitiesOf: async () => [] },
    modelSync: { sync: async () => 'synced' },
    probe: { ask: askHttp },
    secretBox: { seal: (plain) => `sealed ${plain}`, open: (sealed) => sealed.slice('sealed '.length) },
    ownership: { self: newId('life'), isGone: async () => true },
    mintToken: ({ signingKey }) => `token by ${signingKey}`,
    registryTopics: [],
    settings: {
      dataDir,
      publicUrl: 'http://platform.test',
      allowProcessPackages: true,
      shippedDigests: new Set(),
      stopInstancesOnExit: false,
      healthLimitMs: 15_000,
      stopGraceMs: 500,
      watchIntervalMs: 100,
      ...options.settings,
    },
    ...options.overrides,
  };
  const module = createInstancesModule(dependencies);
  await module.parts.start?.();
  return {
    ...module,
    dependencies,
    hostId: async (driver) => (await resources.hosts()).find((host) => host.driver === driver)?.id ?? 'none',
    until: (id, status) => until(module, id, status),
  };
}

function catalogueOf(packages: readonly PackageRecord[]): InstancesDependencies['packages'] {
  return {
    findPackage: async (id) => packages.find((pack) => pack.id === id) ?? null,
    activePackages: async () => packages.filter((pack) => pack.active),
    reportComposition: async () => true,
  };
}

async function askHttp({ port, healthPath }: { port: number; healthPath: string }) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${healthPath}`, { signal: AbortSignal.timeout(2_000) });
    await answer.text();
    return answer.ok ? ({ ready: true } as const) : ({ ready: false, reason: `answered ${answer.status}` } as const);
  } catch {
    return { ready: false, reason: 'nothing listens on its port' } as const;
  }
}

async function until({ repository }: InstancesModule, id: string, status: InstanceStatus): Promise<InstanceRecord> {
  for (const end = Date.now() + 20_000; ; await pause(20)) {
    const found = await repository.find(id);
    if (found?.status === status) return found;
    if (Date.now() > end) throw new Error(`${id} is ${found?.status} (${found?.error}), not ${status}`);
  }
}

/** A private folder for the data of one test. */
export async function makeDataDir(): Promise<{ dataDir: string } & AsyncDisposable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wecube-instances-'));
  return { dataDir, [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) };
}
