import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { INTERNAL_SESSION_HEADER, serviceSession, signInternalSession } from '@wecube/kit';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  type EntityModel,
  type Manifest,
  manifestEntities,
  parseManifest,
  pluginEntityModel,
} from '../contract/index.ts';
import { type RunningPlugin, startSample } from '../sample/testing.ts';
import { createWecubeRestClient, mintPlatformToken } from '../wecube-rest/index.ts';
import type { RegistryPackage } from './core-registry.ts';
import { aCore, aHost, aRouter, cleanUp, KEY } from './testing.ts';

// The CommonJS builds share one graphql with each other.
const require = createRequire(import.meta.url);
const { composeServices } = require('@apollo/composition') as typeof import('@apollo/composition');
const { ApolloGateway, RemoteGraphQLDataSource } = require('@apollo/gateway') as typeof import('@apollo/gateway');

const SIGNING_KEY = 'c2lnbmluZyBrZXkgb2YgdGhlIHRlc3Rz';
const token = mintPlatformToken({ signingKey: SIGNING_KEY, subject: 'SYS_PLATFORM' });
const plugins = new Map<string, RunningPlugin>();
let ask: (query: string) => Promise<{ data?: Record<string, unknown> | null; errors?: readonly { message: string }[] }>;
let stopGateway: () => Promise<void>;

beforeAll(async () => {
  const [core, router] = [await aCore(), await aRouter()];
  await aHost(core, router);
  core.change(await aRunning('estate'), await aRunning('shell'));
  await vi.waitUntil(() => router.joined.has('estate') && router.joined.get('shell')?.sdl.includes('shellAgents'), {
    timeout: 20_000,
  });
  const services = [...router.joined].map(([name, { sdl, instances }]) => ({
    name,
    url: instances[0]?.url ?? '',
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(JSON.stringify(errors));
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource({
        url: url ?? '',
        willSendRequest: ({ request }) =>
          request.http?.headers.set(INTERNAL_SESSION_HEADER, signInternalSession(serviceSession('test'), KEY)),
      }),
  });
  const { executor } = await gateway.load();
  stopGateway = () => gateway.stop();
  ask = async (query) => {
    const request = { document: parse(query), request: { query, variables: {} }, queryHash: query, context: {} };
    const metrics = {
      metrics: {},
      cache: { get: async () => undefined, set: async () => undefined, delete: async () => false },
    };
    return JSON.parse(JSON.stringify(await executor({ ...request, ...metrics } as never)));
  };
}, 60_000);

afterAll(async () => {
  await stopGateway?.();
  await cleanUp();
  for (const plugin of plugins.values()) await plugin.stop();
});

/** A sample package that runs, as core's registry would tell of it. */
async function aRunning(name: 'estate' | 'shell'): Promise<RegistryPackage> {
  const parsed = parseManifest(readFileSync(new URL(`../sample/${name}/register.xml`, import.meta.url)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const plugin = await startSample(name, { variables: { JWT_SIGNING_KEY: SIGNING_KEY } });
  plugins.set(name, plugin);
  const targets = [{ instanceId: `inst_${name}`, baseUrl: plugin.url, healthy: true }];
  const entities = await entitiesOf(parsed.manifest, targets);
  return { name, version: parsed.manifest.version, manifest: parsed.manifest, entities, targets, token };
}

async function entitiesOf(manifest: Manifest, targets: RegistryPackage['targets']): Promise<EntityModel[]> {
  if (!manifest.dataModel.dynamic) return manifestEntities(manifest);
  const client = createWecubeRestClient({ targets: async () => targets, token: async () => token });
  const entities = await client.fetchDataModel(manifest.name);
  await client[Symbol.asyncDispose]();
  return entities.map((entity) => pluginEntityModel(manifest.name, entity, 1));
}

it('walks application -> units -> hosts -> agents across packages in one request, filtered, sorted and paged', async () => {
  const result = await ask(`{
    estateApplications(where: { code: { in: ["pay", "mall"] } }, orderBy: { field: CODE, direction: DESC }) {
      totalCount
      nodes {
        name
        units(orderBy: { field: NAME }) {
          nodes {
            name
            hosts(first: 1, orderBy: { field: CORES, direction: DESC }) {
              totalCount
              pageInfo { hasNextPage }
              nodes { name cores shellAgents(where: { state: { eq: "stopped" } }) { totalCount nodes { id state } } }
            }
          }
        }
      }
    }
  }`);
  expect(result).toMatchSnapshot();
});

it('walks back from an agent to its application', async () => {
  const result = await ask(
    '{ shellAgent(id: "agent_pay_ledger_2") { state host { ip unit { name application { name owner } } } } }',
  );
  expect(result).toEqual({
    data: {
      shellAgent: {
        state: 'stopped',
        host: { ip: '10.2.2.12', unit: { name: 'pay-ledger', application: { name: 'Payments', owner: 'Ada Berg' } } },
      },
    },
  });
});

it('heals a failing script by a mutation of the other object', async () => {
  const fail = `mutation { shellScriptFail(input: { rows: [{ callbackParameter: "h", host: "host_pay_ledger_2" }] }) {
    resultCode outputs { errorCode state } problems { code }
  } }`;
  expect((await ask(fail)).data).toMatchObject({
    shellScriptFail: {
      resultCode: '1',
      outputs: [{ errorCode: 'AGENT_NOT_RUNNING' }],
      problems: [{ code: 'PLUGIN_REFUSED' }],
    },
  });
  const heal =
    'mutation { shellUpdateAgent(input: { id: "agent_pay_ledger_2", state: "running" }) { object { state } } }';
  expect((await ask(heal)).data).toEqual({ shellUpdateAgent: { object: { state: 'running' } } });
  expect((await ask(fail)).data).toMatchObject({ shellScriptFail: { resultCode: '0', problems: [] } });
});

it('says which plugin is missing when one is down, and gives the rest', async () => {
  await plugins.get('shell')?.kill();
  const result = await ask('{ estateHosts(first: 1) { nodes { name } } shellAgents { totalCount } }');
  expect(result.errors?.[0]?.message).toMatch(/connect/);
});
