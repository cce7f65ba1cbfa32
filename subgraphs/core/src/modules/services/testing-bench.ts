import { createInProcessPubSub, createLogger, serviceSession, systemClock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { createAuditModule } from '../audit/index.ts';
import type { PackageChange, PackageRecord } from '../packages/index.ts';
import type { ServiceDependencies } from './app/dependencies.ts';
import { createServicesModule } from './module.ts';
import type { DeployedUse } from './ports.ts';

export const SESSION = serviceSession('test');

type BenchOptions = Partial<Pick<ServiceDependencies, 'expressions' | 'entities' | 'variables'>>;

/** The module on a real database; `world` is what other modules would say, for the test to change. */
export async function createServicesBench(database: CoreDatabase, options: BenchOptions = {}) {
  const { client } = database;
  await client.service.deleteMany();
  await client.serviceRegistration.deleteMany();
  await client.serviceRegistrationRole.deleteMany();
  await client.serviceSnapshot.deleteMany();
  await client.auditEntry.deleteMany();
  const world = {
    active: new Map<string, PackageRecord>(),
    entities: new Set(['estate:host']),
    /** Expressions that are wrong, with the reason. */
    wrong: new Map<string, string>(),
    uses: [] as DeployedUse[],
    roles: ['OPS', 'DEV'] as string[] | null,
  };
  const deps = {
    ...{ database, clock: systemClock, pubSub: createInProcessPubSub() },
    audit: createAuditModule({ database, clock: systemClock }),
    logger: createLogger('test', { level: 'silent' }),
    packages: { activePackage: async (name: string) => world.active.get(name) ?? null },
    entities: {
      entity: async (packageName: string, name: string) => (world.entities.has(`${packageName}:${name}`) ? {} : null),
    },
    expressions: { check: async (text: string) => answer(text, world.wrong) },
    uses: { deployed: async () => world.uses },
    variables: {
      exported: async () => ({ parameters: [], withheld: [] }),
      plan: async () => [],
      take: async () => () => undefined,
    },
    roles: { all: async () => world.roles },
    ...options,
  } satisfies ServiceDependencies & { logger: unknown };
  const { resolvers, ...services } = createServicesModule(deps);
  const apply = (kind: PackageChange['kind'], pack: PackageRecord, previous: PackageRecord | null = null) =>
    database.transaction((tx) => services.participant.apply({ kind, package: pack, previous }, tx, SESSION));
  return {
    ...{ services, world, deps, apply, commands: commandsIn(resolvers) },
    /** As the packages module does it: the version becomes the active one. */
    async register(pack: PackageRecord) {
      const previous = world.active.get(pack.name) ?? null;
      const change = { kind: 'REGISTER', package: pack, previous } as const;
      const checks = await services.participant.check(change);
      await apply('REGISTER', pack, previous);
      world.active.set(pack.name, pack);
      return checks;
    },
    async registration(title: string) {
      const [found] = await readsIn(resolvers).page({ title }, { take: 1, cursor: null, backwards: false });
      if (!found) throw new Error(`${title} is not there`);
      return found;
    },
    findings: async (title: string) => {
      const reads = readsIn(resolvers);
      const [found] = await reads.page({ title }, { take: 1, cursor: null, backwards: false });
      return found ? reads.findings(found) : [];
    },
    reads: readsIn(resolvers),
  };
}

type Resolvers = ReturnType<typeof createServicesModule>['resolvers'];
type Parts = { reads: import('./module.ts').Registrations; commands: import('./module.ts').RegistrationCommands };

/** What the API works with. */
const partsIn = (resolvers: Resolvers): Parts =>
  resolvers.map(([, resolver]) => resolver as Partial<Parts>).find((one) => one.commands && one.reads) as Parts;
const commandsIn = (resolvers: Resolvers) => partsIn(resolvers).commands;
const readsIn = (resolvers: Resolvers) => partsIn(resolvers).reads;

function answer(text: string, wrong: ReadonlyMap<string, string>) {
  const message = wrong.get(text);
  const problems = message ? [{ code: 'UNKNOWN_ATTRIBUTE', message, parameters: {} }] : [];
  return { ok: problems.length === 0, resultEntity: text.split(/[.{~]/)[0] ?? null, problems };
}
