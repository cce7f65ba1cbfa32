import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInProcessPubSub, createLogger, newId, serviceSession, systemClock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { createRestPluginCaller } from '../../adapters/plugin/rest-plugin-caller.ts';
import type { GraphComposer } from '../../ports/graph-composer.ts';
import { createAuditModule } from '../audit/index.ts';
import type { PackageChange, PackageRecord } from '../packages/index.ts';
import type { EntityModel, EntityModelAttribute } from './domain/entity-model.ts';
import type { ModelMention } from './domain/model-use.ts';
import { createDataModelModule } from './module.ts';

/** An entity with `id` and `displayName`, and the attributes that the test is about. */
export function anEntity(name: string, attributes: readonly Partial<EntityModelAttribute>[] = []): EntityModel {
  const [packageName = '', entity = ''] = name.split(':');
  const plain = { name: 'value', dataType: 'str', description: '', required: false, multiple: false, references: null };
  const built = [
    { ...plain, name: 'id', required: true },
    { ...plain, name: 'displayName' },
  ];
  return {
    ...{ packageName, name: entity, displayName: entity, description: '', modelVersion: 1 },
    attributes: [...built, ...attributes.map((attribute) => ({ ...plain, ...attribute }))],
  };
}

type Answer = { status: number; body: string; type?: string };

/** A plugin that answers every request as told, over real HTTP. */
async function startModelPlugin() {
  let answer: Answer = { status: 200, body: '{}' };
  const server = createServer((_request, response) => {
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    target: { instanceId: 'ins_test', baseUrl: `http://127.0.0.1:${port}`, healthy: true },
    answers(next: Answer) {
      answer = next;
    },
    /** The model in the words of the protocol. */
    hasEntities(...data: { name: string; attributes: object[] }[]) {
      answer = { status: 200, body: JSON.stringify({ status: 'OK', message: 'success', data }) };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The module on a real database with a real client towards a plugin that the test answers for. */
export async function createModelBench(database: CoreDatabase, composer: GraphComposer | null = null) {
  const plugin = await startModelPlugin();
  const pubSub = createInProcessPubSub();
  const active = new Map<string, PackageRecord>();
  const running = { plugin: true };
  const mentions: ModelMention[] = [];
  const pluginCaller = createRestPluginCaller(
    { targets: async () => (running.plugin ? [plugin.target] : []), token: async () => 'token' },
    createLogger('test', { level: 'silent' }),
  );
  const model = createDataModelModule({
    ...{ database, pluginCaller, pubSub, composer, clock: systemClock },
    audit: createAuditModule({ database, clock: systemClock }),
    packages: {
      activePackage: async (name) => active.get(name) ?? null,
      activePackages: async () => [...active.values()],
    },
    users: {
      mentions: async () => mentions,
      touches: (text) => {
        const [entity = '', attribute = null] = text.split('.');
        return [{ entity, attribute }];
      },
    },
    subgraphs: {
      write: ({ packageName, entities }) => `# ${packageName}: ${entities.map(({ name }) => name).join(' ')}`,
    },
  });
  const apply = async (kind: PackageChange['kind'], pack: PackageRecord) => {
    await database.transaction(async (tx) => {
      for (const participant of model.participants) {
        await participant.apply({ kind, package: pack, previous: null }, tx, serviceSession('test'));
      }
    });
    if (kind === 'REGISTER') active.set(pack.name, pack);
    else active.delete(pack.name);
  };
  return {
    ...{ model, plugin, pubSub, running, mentions },
    register: (pack: PackageRecord) => apply('REGISTER', { ...pack, id: newId('pkg') }),
    decommission: (pack: PackageRecord) => apply('DECOMMISSION', { ...pack, active: true }),
    async checks(kind: PackageChange['kind'], pack: PackageRecord) {
      const all = await Promise.all(
        model.participants.map((one) => one.check({ kind, package: pack, previous: null })),
      );
      return all.flat();
    },
    async [Symbol.asyncDispose]() {
      await pluginCaller[Symbol.asyncDispose]();
      await plugin[Symbol.asyncDispose]();
    },
  };
}
