import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { type Clock, type JobQueue, type Logger, type PubSub, serviceSession } from '@wecube/kit';
import { generateSubgraphSdl } from '@wecube/plugin-adapters/wecube-rest';
import type { CoreDatabase } from '@wecube/prisma';
import { createRouterGraphComposer } from './adapters/graph/router-graph-composer.ts';
import { createRouterRoleNames } from './adapters/graph/router-role-names.ts';
import { createRestPluginCaller } from './adapters/plugin/rest-plugin-caller.ts';
import { subSystemTokens } from './adapters/plugin/sub-system-tokens.ts';
import { createS3ObjectStore } from './adapters/s3/s3-object-store.ts';
import { createAesSecretBox } from './adapters/secret/aes-secret-box.ts';
import { loadSecretKey } from './adapters/secret/secret-key.ts';
import type { ModuleParts } from './context.ts';
import { wireInstances } from './context-instances.ts';
import { wirePluginServers } from './context-plugin-servers.ts';
import { forwardHostChanges, wireResources } from './context-resources.ts';
import type { CoreEnv } from './env.ts';
import { createAuditModule } from './modules/audit/index.ts';
import {
  createDataModelModule,
  type DataModel,
  MODEL_CHANGED,
  type SubgraphWriter,
} from './modules/data-model/index.ts';
import { createExpressionsModule } from './modules/expressions/index.ts';
import { INSTANCE_TOPIC, instanceAllocations } from './modules/instances/index.ts';
import { createMenusModule } from './modules/menus/index.ts';
import { createOrchestrationDesignModule } from './modules/orchestration-design/index.ts';
import { createOrchestrationRuntimeModule } from './modules/orchestration-runtime/index.ts';
import { createPackagesModule, PACKAGE_CHANGED } from './modules/packages/index.ts';
import { createPluginPagesModule } from './modules/plugin-pages/index.ts';
import { createServicesModule, type RoleNames } from './modules/services/index.ts';
import { createSubSystemsModule } from './modules/sub-systems/index.ts';
import { createSystemVariablesModule } from './modules/system-variables/index.ts';
import { createTriggersModule } from './modules/triggers/index.ts';

export type Foundation = {
  env: CoreEnv;
  database: CoreDatabase;
  clock: Clock;
  pubSub: PubSub;
  queue: JobQueue;
  logger: Logger;
};

/** Makes all modules in the order of the allowed arrows, and joins them. */
export async function createModules(foundation: Foundation): Promise<ModuleParts[]> {
  const { env, database, clock, pubSub, logger } = foundation;
  const audit = createAuditModule({ database, clock });
  const packages = createPackagesModule({
    ...{ database, clock, pubSub, logger, audit },
    objects: createObjectStore(env),
    dataFolder: env.WECUBE_DATA_DIR,
    limitBytes: env.WECUBE_PACKAGE_LIMIT_BYTES,
    mostVersions: env.WECUBE_PACKAGE_VERSIONS,
  });
  // Calls go to instances, whose module is made further down and is there before the first call.
  const pluginCaller = createRestPluginCaller(
    {
      targets: (name) => instances.pluginInstances.targets(name),
      token: (name) => instances.pluginInstances.token(name),
    },
    logger,
  );
  const composer = createComposer(env);
  const model = createDataModelModule({
    ...{ database, packages, pluginCaller, audit, clock, pubSub, composer },
    users: {
      mentions: async () => (await Promise.all([services.modelMentions(), design.definitions.modelMentions()])).flat(),
      touches: (text) => expressions.expressions.touches(text),
    },
    subgraphs: subgraphWriter,
  });
  const secretKey = await loadSecretKey({ given: env.WECUBE_SECRET_KEY, dataDir: env.WECUBE_DATA_DIR });
  const secretBox = createAesSecretBox(secretKey);
  const variables = await createSystemVariablesModule({
    ...{ database, clock, audit, pubSub, secretBox },
    platform: platformVariables(env),
  });
  // Expressions and orchestrations are made further down and are there before the first call.
  const roles = createRoleNames(env, logger);
  const services = createServicesModule({
    ...{ database, audit, clock, pubSub, logger, packages, entities: model, variables: variables.ofPackage },
    expressions: { check: (text, root) => expressions.expressions.check(text, root) },
    uses: { deployed: (tx, packageName) => design.definitions.deployedUsing(tx, packageName) },
    roles,
    settleTopics: [PACKAGE_CHANGED, MODEL_CHANGED],
  });
  const { resources, hosts } = await wireResources({ env, database, clock, audit, pubSub, logger, secretBox });
  const { databases, buckets, proxy } = wirePluginServers({
    database,
    clock,
    audit,
    logger,
    packages,
    secretBox,
    resources,
  });
  const instances = await wireInstances({
    ...{ env, database, clock, pubSub, logger, audit, packages, variables, secretBox, databases, buckets, proxy },
    ...{ resources, hosts },
    catalogue: model,
    modelSync: { sync: (packageName) => syncAfterLaunch(model, packageName) },
    registryTopics: [PACKAGE_CHANGED, MODEL_CHANGED],
  });
  resources.join(instanceAllocations);
  const hostChanges = forwardHostChanges(pubSub, resources);
  const running = {
    runningPackages: async () =>
      new Set((await instances.repository.list({ status: 'RUNNING' })).map(({ packageName }) => packageName)),
  };
  const menus = createMenusModule({ database, running, pubSub, topics: [PACKAGE_CHANGED, INSTANCE_TOPIC] });
  const pages = createPluginPagesModule({
    ...{ packages, running, pubSub, logger },
    dataFolder: env.WECUBE_DATA_DIR,
    limitBytes: env.WECUBE_PACKAGE_LIMIT_BYTES,
  });
  const expressions = createExpressionsModule({ dataModel: model, pluginCaller, logger, clock });
  const design = createOrchestrationDesignModule({
    ...{ database, clock, pubSub, audit, services, variables, roles },
    expressions: expressions.expressions,
  });
  const runtime = await createOrchestrationRuntimeModule({
    ...{ database, clock, logger, pubSub, audit, variables, services },
    instance: `${hostname()}:${env.WECUBE_DATA_DIR}`,
    definitions: design.definitions,
    expressions: expressions.expressions,
    caller: pluginCaller,
  });
  const subSystems = createSubSystemsModule({
    ...{ database, audit, clock, packages },
    identities: instances.identities,
    tokens: subSystemTokens,
  });
  const triggers = createTriggersModule({
    ...{ database, audit, clock, logger },
    queue: foundation.queue,
    definitions: design.definitions,
    runs: runtime.commands,
    plugins: pluginCaller,
  });
  const participants = [menus.participant, pages.participant, instances.participant, design.participant];
  for (const participant of [...model.participants, services.participant, variables.participant, ...participants]) {
    packages.join(participant);
  }
  return [
    { resolvers: audit.resolvers },
    packages,
    { resolvers: model.resolvers, stop: async () => pluginCaller[Symbol.asyncDispose]() },
    { resolvers: services.resolvers, start: services.start, stop: services.stop },
    { resolvers: menus.resolvers },
    pages,
    { resolvers: expressions.resolvers },
    { resolvers: design.resolvers },
    variables.parts,
    buckets.parts,
    proxy.parts,
    resources.parts,
    { start: async () => hostChanges.start(), stop: async () => hostChanges.stop() },
    { stop: async () => hosts.close() },
    instances.parts,
    runtime,
    { resolvers: subSystems.resolvers },
    triggers,
  ];
}

function createObjectStore(env: CoreEnv) {
  return createS3ObjectStore({
    url: env.WECUBE_S3_URL,
    socket: env.WECUBE_S3_SOCKET,
    accessKey: env.WECUBE_S3_ACCESS_KEY,
    secretKey: env.WECUBE_S3_SECRET_KEY,
  });
}

function createComposer(env: CoreEnv) {
  const routerUrl = env.WECUBE_ROUTER_INTERNAL_URL;
  return routerUrl ? createRouterGraphComposer({ routerUrl, internalKey: env.WECUBE_INTERNAL_KEY }) : null;
}

function createRoleNames(env: CoreEnv, logger: Logger): RoleNames {
  const routerUrl = env.WECUBE_ROUTER_INTERNAL_URL;
  if (!routerUrl) return { all: async () => null };
  return createRouterRoleNames({ routerUrl, internalKey: env.WECUBE_INTERNAL_KEY, logger });
}

const subgraphWriter: SubgraphWriter = {
  write({ packageName, entities, interfaces, others }) {
    const names = [...new Set(others.map((entity) => entity.packageName))];
    const otherPackages = names.map((name) => ({
      packageName: name,
      entities: others.filter((entity) => entity.packageName === name),
    }));
    return generateSubgraphSdl({ packageName, entities, interfaces, otherPackages });
  },
};

/** What plugins find under these names unless a person sets them otherwise. */
const platformVariables = (env: CoreEnv) => [
  { name: 'GATEWAY_URL', defaultValue: env.WECUBE_PUBLIC_URL },
  { name: 'CALLBACK_URL', defaultValue: '/platform/v1/process/instances/callback' },
  // Plugins encrypt what they keep with it, so it may never change by itself.
  { name: 'ENCRYPT_SEED', makeOnce: () => randomBytes(SEED_BYTES).toString('hex') },
  ...WITHOUT_DEFAULT.map((name) => ({ name, defaultValue: null })),
];

const SEED_BYTES = 16;
/** Given by the platform to packages that ask for a bucket or a domain; for all others a person may set them. */
const WITHOUT_DEFAULT = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'S3_SERVER_URL', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'];

async function syncAfterLaunch(model: DataModel, packageName: string) {
  const { problems, package: synced, added, removed, changed } = await model.sync(packageName, serviceSession('core'));
  if (problems[0]) throw new Error(problems[0].message);
  return { version: synced?.version ?? 0, added: added.length, changed: changed.length, removed: removed.length };
}
