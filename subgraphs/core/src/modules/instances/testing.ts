import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createInProcessPubSub, createLogger, newId, serviceSession, systemClock } from '@wecube/kit';
import { type Manifest, parseManifest } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase } from '@wecube/prisma';
import { afterEach, beforeEach } from 'vitest';
import { createPortProbe } from '../../adapters/network/port-probe.ts';
import { createProcessHost } from '../../adapters/process/process-host.ts';
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
    signerKey: null,
    compositionError: null,
    rowVersion: 1,
  };
}

/** A package whose process does nothing but stay; its id follows from its name, so that every life knows it. */
export function aSleeperPackage(name: string, healthPath = '/'): PackageRecord {
  const process = `<process start="sleep 600" healthPath="${healthPath}" envVariables="PORT={{ALLOCATE_PORT}}"/>`;
  const resources = `${process}<mysql schema="${name}"/><s3 bucketName="${name}"/>`;
  return { ...aLaunchablePackage({ name, resources }), id: `pkg_${name}` };
}

/** The same as a container; every such package has an image of its own. */
export function aContainerPackage(name: string, healthPath = '/'): PackageRecord {
  const docker = `<docker imageName="${imageOf(name)}" portBindings="{{ALLOCATE_PORT}}:8080" envVariables="PORT=8080,MODE=serve"/>`;
  // The path to ask stands at the process; no host of these tests runs one.
  const process = `<process start="none" healthPath="${healthPath}"/>`;
  const resources = `${docker}${process}<mysql schema="${name}"/><s3 bucketName="${name}"/>`;
  return { ...aLaunchablePackage({ name, resources }), id: `pkg_${name}` };
}

export const imageOf = (packageName: string): string => `wecube-test/${packageName}:v1.0.0`;

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
  /** Hosts beside those, by name. */
  named?: Readonly<Record<string, { driver: HostRecord['driver']; host: ContainerHost }>>;
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
  const { named = {} } = options;
  const containerHost = ({ name, driver }: HostRecord) => named[name]?.host ?? hosts[driver] ?? null;
  const drivers = Object.keys(hosts) as HostRecord['driver'][];
  const resources = await createResourcesModule({
    ...{ database, clock, pubSub: createInProcessPubSub(), logger: createLogger('test', { level: 'silent' }) },
    audit: createAuditModule({ database, clock }),
    serverProbe: { check: async () => ({ available: true }) },
    watchIntervalMs: 60_000,
    hostProbe: { check: async (host) => (await containerHost(host)?.check()) ?? { available: false, reason: 'gone' } },
    portProbe: createPortProbe(),
    secretBox: { seal: (plain) => plain, open: (sealed) => sealed },
    configured: [
      ...drivers.map((kind) => ({ kind, name: kind.toLowerCase(), address: '127.0.0.1', endpoint: endpointOf(kind) })),
      ...Object.entries(named).map(([name, { driver: kind }]) => ({
        ...{ kind, name, address: '127.0.0.1', endpoint: endpointOf(kind) },
      })),
    ],
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
    estate: NO_ESTATE,
    databases: NO_DATABASES,
    buckets: NO_BUCKETS,
    proxy: { allow: async () => null, hasDomains: async () => false, forget: async () => {} },
    modelSync: { sync: async () => ({ version: 1, added: 0, changed: 0, removed: 0 }) },
    probe: { ask: askHttp },
    secretBox: { seal: (plain) => `sealed ${plain}`, open: (sealed) => sealed.slice('sealed '.length) },
    ownership: { self: newId('life'), isGone: async () => true },
    mintToken: ({ signingKey, user }) => `token by ${signingKey}${user ? ` for ${user.name} ${user.roles}` : ''}`,
    registryTopics: [],
    settings: {
      dataDir,
      publicUrl: 'http://platform.test',
      allowProcessPackages: true,
      encryptPluginSecrets: false,
      shippedDigests: new Set(),
      stopInstancesOnExit: false,
      healthLimitMs: 15_000,
      defaultMemoryMiB: 512,
      defaultCpus: 1,
      stopGraceMs: 500,
      watchIntervalMs: 100,
      replaceAfterMs: 60_000,
      upgradeGateMs: 300,
      drainMs: 200,
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

/** As if the engine were this machine's own: it sees its files. */
const endpointOf = (kind: HostRecord['driver']) => (kind === 'DOCKER' ? 'unix:///engine-of-the-test.sock' : '');

const NO_BUCKETS = {
  ...{ available: async () => false, has: async () => false, drop: async () => {} },
  ensure: async () => Promise.reject(new Error('There are no buckets in this test.')),
};

const NO_DATABASES = {
  ...{ available: async () => false, has: async () => false, drop: async () => {} },
  ensure: async () => Promise.reject(new Error('There is no MySQL server in this test.')),
};

const NO_ESTATE = {
  ...{ schemaOf: async () => null, bucketOf: async () => null, secretsOf: async () => [] },
  ...{ dropDatabase: async () => {}, dropBucket: async () => {} },
};

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
  for (const end = Date.now() + 20_000; ; await pause(100)) {
    const found = await repository.find(id);
    if (found?.status === status) return found;
    if (Date.now() > end) throw new Error(`${id} is ${found?.status} (${found?.error}), not ${status}`);
  }
}

/** What a database block of tests shares: a data folder, and lives of the platform that end with the test. */
export function useTestPlatforms(open: () => Promise<CoreDatabase>) {
  const lives: TestPlatform[] = [];
  let folder: Awaited<ReturnType<typeof makeDataDir>>;
  beforeEach(async () => {
    folder = await makeDataDir();
    await (await open()).client.pluginIdentity.deleteMany({});
  });
  afterEach(async () => {
    const last = lives.at(-1);
    for (const { id } of (await last?.repository.list({ status: { not: 'REMOVED' } })) ?? []) {
      await last?.remove(id, testSession);
      await last?.until(id, 'REMOVED');
    }
    // A life that a test "killed" hangs for ever in what it was doing.
    for (const life of lives.splice(0)) await Promise.race([life.parts.stop?.(), pause(300)]);
    await folder[Symbol.asyncDispose]();
  });
  return {
    dataDir: () => folder.dataDir,
    /** A new life of the platform on the same database and folder; the one before may be gone or still there. */
    async start(
      packages: PackageRecord[],
      options: Partial<Omit<PlatformOptions, 'hosts'>> & {
        changeHost?: (host: ContainerHost) => ContainerHost;
      } = {},
    ): Promise<TestPlatform> {
      const { changeHost = (host) => host, ...rest } = options;
      const hosts = { PROCESS: changeHost(createProcessHost(folder)) };
      const life = await startTestPlatform({ database: await open(), ...folder, hosts, packages, ...rest });
      lives.push(life);
      return life;
    },
    /** Asks for an instance and fails the test when it is refused. */
    async launch(platform: TestPlatform, pack: PackageRecord): Promise<InstanceRecord> {
      const { instance, problems } = await platform.launch({ packageId: pack.id }, testSession);
      if (!instance) throw new Error(JSON.stringify(problems));
      return instance;
    },
    /** What is on the machine and reserved in the database, for all instances together. */
    traces: async () => tracesOf(await open(), folder.dataDir),
  };
}

/** What is on the machine and reserved in the database, for all instances together. */
export async function tracesOf({ client }: CoreDatabase, dataDir: string) {
  const packages = await readdir(join(dataDir, 'packages')).catch(() => []);
  const versions = await Promise.all(packages.map((name) => readdir(join(dataDir, 'packages', name)).catch(() => [])));
  return {
    folders: await readdir(join(dataDir, 'instances')).catch(() => []),
    packages: versions.flat(),
    processes: await processesUnder(dataDir),
    ports: await client.hostPort.count(),
    identities: await client.pluginIdentity.count(),
    buckets: await readdir(join(dataDir, 'buckets')).catch(() => []),
    databases: await readdir(join(dataDir, 'databases')).catch(() => []),
  };
}

export const NO_TRACES = {
  folders: [],
  packages: [],
  processes: [],
  ports: 0,
  identities: 0,
  buckets: [],
  databases: [],
};

/** The pids of all processes whose working folder lies in the data folder. */
async function processesUnder(dataDir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_pid, index) => folders[index]?.startsWith(dataDir));
}

/** A private folder for the data of one test. */
async function makeDataDir(): Promise<{ dataDir: string } & AsyncDisposable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wecube-instances-'));
  return { dataDir, [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) };
}
