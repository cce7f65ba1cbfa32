import 'reflect-metadata';
import { buildSubgraph, createLogger, type Session } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { type ExecutionResult, type GraphQLSchema, graphql, parse, subscribe } from 'graphql';
import { expect, it } from 'vitest';
import { HostResolver } from '../../resources/index.ts';
import { aLaunchablePackage, type TestPlatform, testSession, useTestPlatforms } from '../testing.ts';

const LAUNCH =
  'mutation ($id: ID!) { launchInstance(input: { packageId: $id }) { instance { id status } problems { code remedy } } }';
const LOOK = `query ($id: ID!) { instance(id: $id) { status name port launchedBy package { name } host { name driver }
  steps { key label { en zh } status } logTail(lines: 5) } instances { id } }`;

describeDatabases('core', (open) => {
  const { start } = useTestPlatforms(open);
  const schemaOf = async (platform: TestPlatform): Promise<GraphQLSchema> => {
    const hosts = new HostResolver({ hosts: async () => [], check: async () => ({ available: true }) });
    const resolvers = new Map<unknown, object>([...(platform.parts.resolvers ?? []), [HostResolver, hosts]]);
    const container = { get: (someClass: never) => resolvers.get(someClass) };
    return (await buildSubgraph({ resolvers: [...resolvers.keys()] as never, container })).schema;
  };
  const contextFor = (session: Session | null) => ({
    ...{ session, requestId: 'req_test' },
    logger: createLogger('test', { level: 'silent' }),
  });
  const ask = async (
    schema: GraphQLSchema,
    source: string,
    variableValues = {},
    session: Session | null = testSession,
  ) =>
    (await graphql({ schema, source, variableValues, contextValue: contextFor(session) })) as ExecutionResult<
      Record<string, never>
    >;

  it('launches, shows and tells live', async () => {
    const pack = aLaunchablePackage({ environment: 'PORT={{ALLOCATE_PORT}},SECRET={{SUB_SYSTEM_KEY}}' });
    const platform = await start([pack]);
    const schema = await schemaOf(platform);
    const document = parse(
      'subscription { instanceChanged { type subject version instance { id status steps { status } } } }',
    );
    const events = (await subscribe({
      schema,
      document,
      contextValue: contextFor(testSession),
    })) as AsyncGenerator<ExecutionResult>;
    const { data } = await ask(schema, LAUNCH, { id: pack.id });
    expect(data).toMatchObject({ launchInstance: { instance: { status: 'LAUNCHING' }, problems: [] } });
    const first = await events.next();
    expect(first.value.data).toMatchObject({ instanceChanged: { type: 'STATUS', instance: { status: 'LAUNCHING' } } });
    await events.return(undefined);

    const id = (data as unknown as { launchInstance: { instance: { id: string } } }).launchInstance.instance.id;
    await platform.until(id, 'RUNNING');
    const look = await ask(schema, LOOK, { id });
    expect(look).toMatchObject({
      data: {
        instance: { status: 'RUNNING', launchedBy: 'test', package: { name: 'sample' }, host: { driver: 'PROCESS' } },
        instances: [{ id }],
      },
    });
    expect(look.data?.['instance']).toMatchObject({ logTail: expect.arrayContaining(['secret is ******']) });
  });

  it('previews a launch, scales, stops, starts and tells what belongs to an instance', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const schema = await schemaOf(platform);
    const preview = `query ($id: ID!) { launchPreview(input: { packageId: $id }) { placement { code } allocatesPort
      fixedPorts hosts { name refusal { code } siblings } problems { code } } }`;
    expect((await ask(schema, preview, { id: pack.id })).data).toMatchObject({
      launchPreview: { placement: { code: 'PLACED' }, allocatesPort: true, hosts: [{ name: 'process', siblings: 0 }] },
    });
    const scale = `mutation ($id: ID!) { scalePackage(input: { packageId: $id, instances: 1 }) {
      instances { id traffic placement { message } } problems { code } } }`;
    const scaled = (await ask(schema, scale, { id: pack.id })).data as unknown as {
      scalePackage: { instances: { id: string }[] };
    };
    const [instance] = scaled.scalePackage.instances;
    const id = instance?.id ?? '';
    await platform.until(id, 'RUNNING');
    const change = (field: string) =>
      ask(schema, `mutation ($id: ID!) { ${field}(input: { id: $id }) { instance { desired } problems { code } } }`, {
        id,
      });
    expect((await change('stopInstance')).data).toMatchObject({ stopInstance: { instance: { desired: 'STOPPED' } } });
    await platform.until(id, 'STOPPED');
    expect((await change('startInstance')).data).toMatchObject({ startInstance: { instance: { desired: 'RUNNING' } } });
    await platform.until(id, 'RUNNING');
    const belongings =
      '{ instances { belongings { isLast schema bucket } } rollingUpgrades(packageName: "sample") { id } }';
    expect((await ask(schema, belongings)).data).toMatchObject({
      instances: [{ belongings: { isLast: true, schema: null, bucket: null } }],
      rollingUpgrades: [],
    });
    const upgrade = `mutation ($id: ID!) { upgradeInstances(input: { packageId: $id }) { upgrade { id } problems { code } } }`;
    expect((await ask(schema, upgrade, { id: pack.id })).data).toMatchObject({
      upgradeInstances: { upgrade: null, problems: [{ code: 'UPGRADE_NOTHING_RUNS' }] },
    });
  });

  it('gives problems as data, and refuses who may not', async () => {
    const schema = await schemaOf(await start([]));
    const refused = await ask(schema, LAUNCH, { id: 'pkg_none' });
    expect(refused.data).toMatchObject({
      launchInstance: { instance: null, problems: [{ code: 'PACKAGE_NOT_FOUND' }] },
    });
    expect((await ask(schema, LAUNCH, { id: 'pkg_none' }, null)).errors?.[0]?.message).toContain('Sign in');
    const reader: Session = { ...testSession, actions: ['instance:read'] };
    expect((await ask(schema, LAUNCH, { id: 'pkg_none' }, reader)).errors?.[0]?.message).toContain('instance:launch');
    expect((await ask(schema, '{ pluginRegistry { token } }', {}, reader)).errors?.[0]?.message).toContain(
      'internal:registry',
    );
  });

  it('gives the router tokens of users for one package, but none that names a system', async () => {
    const schema = await schemaOf(await start([aLaunchablePackage()]));
    const token = async (packageName: string, userName: string) => {
      const query = `{ pluginUserToken(packageName: "${packageName}", userName: "${userName}", roles: ["OPS", "SUB_SYSTEM", "A,B"]) }`;
      return (await ask(schema, query)).data?.['pluginUserToken'];
    };
    expect(await token('sample', 'ada')).toMatch(/^token by \S+ for ada OPS$/);
    expect(await token('sample', 'sys_platform')).toBeNull();
    expect(await token('other', 'ada')).toBeNull();
    const reader: Session = { ...testSession, actions: ['instance:read'] };
    const asked = await ask(schema, '{ pluginUserToken(packageName: "sample", userName: "x", roles: []) }', {}, reader);
    expect(asked.errors?.[0]?.message).toContain('internal:registry');
  });

  it('gives the adapter host every active package, with targets and a token', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    const schema = await schemaOf(platform);
    const registry = () =>
      ask(schema, '{ pluginRegistry { name version manifest targets { instanceId healthy } token } }');
    expect((await registry()).data).toMatchObject({
      pluginRegistry: [{ name: 'sample', targets: [], token: expect.stringMatching(/^token by/) }],
    });
    const { instance } = await platform.launch({ packageId: pack.id }, testSession);
    await platform.until(instance?.id ?? '', 'RUNNING');
    expect((await registry()).data).toMatchObject({
      pluginRegistry: [{ version: 'v1.0.0', targets: [{ instanceId: instance?.id, healthy: true }] }],
    });
  });
});
