import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { PluginError } from '../client/plugin-error.ts';
import { buildPackageSubgraph } from './build-package-subgraph.ts';
import { aContext, aMemoryClient, anEntity, anInterface, ask } from './testing.ts';

const estate = [
  anEntity('estate:application', { owner: {} }),
  anEntity('estate:unit', { application: { ref: 'estate:application' }, tags: { multiple: true } }),
  anEntity('estate:host', { ip: {}, cores: { type: 'int' }, virtual: { type: 'bool' }, unit: { ref: 'estate:unit' } }),
];
const shell = [
  anEntity('shell:agent', { host: { ref: 'estate:host' }, peers: { ref: 'shell:agent', multiple: true } }),
];

const rows = () => ({
  'estate:application': [{ id: 'a1', displayName: 'Mall' }, { id: 'a2', name: 'Pay' }, { id: 'a3' }],
  'estate:unit': [
    { id: 'u1', application: 'a1', tags: ['x', 'y'] },
    { id: 'u2', application: 'a1', tags: 'x' },
    { id: 'u3', application: { id: 'a2' } },
    { id: 'u4', application: 'gone' },
  ],
  'estate:host': [1, 2, 3, 4, 5].map((n) => ({
    id: `h${n}`,
    ip: `10.0.0.${n}`,
    cores: String(n % 3),
    virtual: n % 2 ? 'Y' : 'N',
    unit: n < 4 ? 'u1' : 'u2',
  })),
  'shell:agent': [
    { id: 'g1', host: 'h1', peers: ['g2'] },
    { id: 'g2', host: 'h1', peers: ['g1', 'g3', 'lost'] },
    { id: 'g3', host: 'h2' },
  ],
});

function build(
  packageName: 'estate' | 'shell',
  memory = aMemoryClient(rows()),
  interfaces = [] as ReturnType<typeof anInterface>[],
) {
  const all = { estate, shell };
  const otherPackages = (['estate', 'shell'] as const)
    .filter((name) => name !== packageName)
    .map((name) => ({ packageName: name, entities: all[name] }));
  const source = { packageName, entities: all[packageName], interfaces, otherPackages };
  return { ...buildPackageSubgraph({ ...source, client: memory.client }), ...memory };
}

describe('queries', () => {
  it('walks references forwards and backwards with one query per step', async () => {
    const { schema, queries } = build('estate');
    const { data, errors } = await ask(
      schema,
      `{
      estateApplications(orderBy: { field: ID }) {
        totalCount
        nodes { id displayName units(orderBy: { field: ID, direction: DESC }) { totalCount nodes { id tags applicationId application { id }
          hosts(first: 2, orderBy: { field: IP }) { totalCount pageInfo { hasNextPage } nodes { ip cores virtual unit { application { displayName } } } } } } }
      }
    }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchSnapshot();
    expect(queries.map(({ entity }) => entity)).toEqual([
      'estate:application',
      'estate:unit',
      'estate:application',
      'estate:host',
      'estate:unit',
    ]);
    expect(queries[1]?.filters).toEqual([{ attrName: 'application', op: 'in', condition: ['a1', 'a2', 'a3'] }]);
  });

  it('gives null for a reference to an object that is gone', async () => {
    const { schema } = build('estate');
    const { data } = await ask(
      schema,
      '{ estateUnit(id: "u4") { applicationId application { id } } none: estateUnit(id: "u9") { id } }',
    );
    expect(data).toEqual({ estateUnit: { applicationId: 'gone', application: null }, none: null });
  });

  it('asks the plugin to filter and applies the filter itself too', async () => {
    const { schema, queries } = build('estate');
    const { data } = await ask(
      schema,
      `{ estateHosts(where: { ip: { in: ["10.0.0.1", "10.0.0.2"], contains: "0.1" }, cores: { gte: 1 }, virtual: { eq: true } }) { totalCount nodes { id } } }`,
    );
    expect(data).toEqual({ estateHosts: { totalCount: 1, nodes: [{ id: 'h1' }] } });
    expect(queries).toEqual([
      {
        entity: 'estate:host',
        filters: [
          { attrName: 'ip', op: 'in', condition: ['10.0.0.1', '10.0.0.2'] },
          { attrName: 'ip', op: 'like', condition: '0.1' },
        ],
      },
    ]);
  });

  it('filters below a reverse field and pushes that filter as well', async () => {
    const { schema, queries } = build('estate');
    const { data } = await ask(
      schema,
      '{ estateUnits(where: { id: { in: ["u1", "u2"] } }) { nodes { hosts(where: { ip: { eq: "10.0.0.4" } }) { nodes { id } } } } }',
    );
    expect(data).toEqual({ estateUnits: { nodes: [{ hosts: { nodes: [] } }, { hosts: { nodes: [{ id: 'h4' }] } }] } });
    expect(queries[1]?.filters).toContainEqual({ attrName: 'ip', op: 'eq', condition: '10.0.0.4' });
  });

  it('searches here when a plugin cannot filter by a list, and remembers that', async () => {
    const memory = aMemoryClient(rows());
    const { queryEntities } = memory.client;
    memory.client.queryEntities = async (query) => {
      const rowsFound = await queryEntities(query);
      if (query.filters.some(({ op }) => op === 'in'))
        throw new PluginError('PLUGIN_REFUSED', 'cannot unmarshal array', 'YES');
      return rowsFound;
    };
    const { schema, queries } = build('estate', memory);
    const query = '{ estateUnit(id: "u2") { hosts { nodes { id } } } }';
    const expected = { estateUnit: { hosts: { nodes: [{ id: 'h4' }, { id: 'h5' }] } } };
    expect((await ask(schema, query)).data).toEqual(expected);
    const before = queries.length;
    expect((await ask(schema, query)).data).toEqual(expected);
    expect(queries.slice(before).every(({ filters }) => filters.length === 0)).toBe(true);
  });

  it('gives the failure of a plugin its code', async () => {
    const memory = aMemoryClient({});
    memory.client.queryEntities = async () => {
      throw new PluginError('PLUGIN_UNREACHABLE', 'No instance of estate is running.', 'NO');
    };
    const { errors } = await ask(build('estate', memory).schema, '{ estateHosts { nodes { id } } }');
    expect(errors?.[0]?.message).toBe('No instance of estate is running.');
  });

  it('keeps all that a plugin answered when it fails for the rest', async () => {
    const memory = aMemoryClient(rows());
    const { queryEntities } = memory.client;
    memory.client.queryEntities = async (query) => {
      if (query.entityName !== 'host') return queryEntities(query);
      throw new PluginError('PLUGIN_UNREACHABLE', 'No instance of estate is running.', 'NO');
    };
    const { data, errors } = await ask(
      build('estate', memory).schema,
      '{ estateHosts { totalCount } estateUnit(id: "u1") { id hosts { nodes { id } } } }',
    );
    expect(data).toEqual({ estateHosts: null, estateUnit: { id: 'u1', hosts: null } });
    expect(errors?.map(({ path }) => path)).toEqual([['estateHosts'], ['estateUnit', 'hosts']]);
  });
});

describe('across packages', () => {
  const entities =
    'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on EstateHost { id shellAgents(orderBy: { field: ID }) { nodes { id } } } } }';

  it('adds a reverse field to the type of the other package, batched', async () => {
    const { schema, queries } = build('shell');
    const refs = ['h1', 'h2', 'h3'].map((id) => ({ __typename: 'EstateHost', id }));
    const { data } = await ask(schema, entities, { variables: { refs } });
    expect(data?.['_entities']).toEqual([
      { id: 'h1', shellAgents: { nodes: [{ id: 'g1' }, { id: 'g2' }] } },
      { id: 'h2', shellAgents: { nodes: [{ id: 'g3' }] } },
      { id: 'h3', shellAgents: { nodes: [] } },
    ]);
    expect(queries).toEqual([
      { entity: 'shell:agent', filters: [{ attrName: 'host', op: 'in', condition: ['h1', 'h2', 'h3'] }] },
    ]);
  });

  it('leads forwards by the key alone, without asking anybody', async () => {
    const { schema, queries } = build('shell');
    const { data } = await ask(schema, '{ shellAgent(id: "g3") { hostId host { __typename id } } }');
    expect(data).toEqual({ shellAgent: { hostId: 'h2', host: { __typename: 'EstateHost', id: 'h2' } } });
    expect(queries).toHaveLength(1);
  });

  it('resolves its own objects by key, many in one query, null for those that are gone', async () => {
    const { schema, queries } = build('estate');
    const refs = ['h2', 'h1', 'gone'].map((id) => ({ __typename: 'EstateHost', id }));
    const { data } = await ask(
      schema,
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on EstateHost { ip } } }',
      { variables: { refs } },
    );
    expect(data?.['_entities']).toEqual([{ ip: '10.0.0.2' }, { ip: '10.0.0.1' }, null]);
    expect(queries).toHaveLength(1);
  });

  it('follows lists of references both ways', async () => {
    const { schema } = build('shell');
    const { data } = await ask(schema, '{ shellAgent(id: "g2") { peersIds peers { id } agents { nodes { id } } } }');
    expect(data).toEqual({
      shellAgent: {
        peersIds: ['g1', 'g3', 'lost'],
        peers: [{ id: 'g1' }, { id: 'g3' }],
        agents: { nodes: [{ id: 'g1' }] },
      },
    });
  });

  it('keeps a reference to an absent package as a plain id', async () => {
    const { schema, sdl } = buildPackageSubgraph({
      packageName: 'shell',
      entities: shell,
      interfaces: [],
      otherPackages: [],
      client: aMemoryClient(rows()).client,
    });
    expect(sdl).not.toContain('EstateHost');
    expect((await ask(schema, '{ shellAgent(id: "g3") { hostId } }')).data).toEqual({ shellAgent: { hostId: 'h2' } });
  });

  it('finds the id behind a reference to another attribute', async () => {
    const entities = [anEntity('watch:alarm', { target: { ref: 'estate:host.ip' } })];
    const memory = aMemoryClient({ ...rows(), 'watch:alarm': [{ id: 'w1', target: '10.0.0.4' }] });
    const { schema } = buildPackageSubgraph({
      packageName: 'watch',
      entities,
      interfaces: [],
      otherPackages: [{ packageName: 'estate', entities: estate }],
      client: memory.client,
    });
    expect((await ask(schema, '{ watchAlarm(id: "w1") { target { id } } }')).data).toEqual({
      watchAlarm: { target: { id: 'h4' } },
    });
  });
});

describe('access', () => {
  it.each([
    ['{ estateHosts { nodes { id } } }', 'object:read'],
    ['{ estateHost(id: "h1") { id } }', 'object:read'],
    [
      '{ _entities(representations: [{ __typename: "EstateHost", id: "h1" }]) { ... on EstateHost { ip } } }',
      'object:read',
    ],
    ['mutation { estateCreateHost(input: { ip: "1" }) { problems { code } } }', 'object:write'],
    ['mutation { estateUpdateHost(input: { id: "h1" }) { problems { code } } }', 'object:write'],
    ['mutation { estateDeleteHost(input: { id: "h1" }) { problems { code } } }', 'object:write'],
    ['mutation { estateHostPing(input: { rows: [] }) { problems { code } } }', 'service:invoke'],
  ] as const)('refuses %s without %s', async (query, action) => {
    const { schema, queries } = build('estate', undefined, [anInterface('estate/host/ping')]);
    const others = (['object:read', 'object:write', 'service:invoke'] as const).filter((name) => name !== action);
    const refused = await ask(schema, query, { context: aContext(others) });
    expect(refused.errors?.[0]?.message).toContain(action);
    const nobody = await ask(schema, query, { context: { ...aContext(), session: null } });
    expect(nobody.errors?.[0]).toBeDefined();
    expect(queries).toEqual([]);
    expect((await ask(schema, query, { context: aContext([action, 'object:read']) })).errors).toBeUndefined();
  });
});

describe('mutations', () => {
  it('creates, updates and deletes objects and answers what the plugin then holds', async () => {
    const { schema, data } = build('estate');
    const run = async (mutation: string) => (await ask(schema, `mutation { ${mutation} }`)).data;
    expect(
      await run(
        'estateCreateHost(input: { ip: "10.1", cores: 8, unitId: "u1" }) { object { id cores unit { id } } problems { code } }',
      ),
    ).toEqual({
      estateCreateHost: { object: { id: 'new_0', cores: 8, unit: { id: 'u1' } }, problems: [] },
    });
    expect(
      await run('estateUpdateHost(input: { id: "h1", ip: "10.2" }) { object { ip cores } problems { code } }'),
    ).toEqual({
      estateUpdateHost: { object: { ip: '10.2', cores: 1 }, problems: [] },
    });
    expect(await run('estateDeleteHost(input: { id: "h1" }) { deletedId }')).toEqual({
      estateDeleteHost: { deletedId: 'h1' },
    });
    expect(data['estate:host']?.map(({ id }) => id)).toEqual(['h2', 'h3', 'h4', 'h5', 'new_0']);
  });

  it('calls an interface once with all rows, typed both ways', async () => {
    const calls: unknown[] = [];
    const memory = aMemoryClient({}, (call) => {
      calls.push(call);
      return {
        resultCode: '1',
        resultMessage: 'one failed',
        instanceId: 'i',
        outputs: [
          { callbackParameter: 'h1', errorCode: '0', 'exit-code': '3', secret: 'x', names: 'one' },
          { callbackParameter: 'h2', errorCode: '7', errorMessage: 'no' },
        ],
      };
    });
    const ping = anInterface(
      'estate/host/ping',
      [
        { name: 'target-ip', required: true },
        { name: 'mode', mappingType: 'constant', mappingValue: 'fast' },
        { name: 'count', dataType: 'int' },
      ],
      [
        { name: 'exit-code', dataType: 'int' },
        { name: 'secret', sensitive: true },
        { name: 'names', multiple: true },
        { name: 'errorCode' },
      ],
    );
    const { schema } = build('estate', memory, [ping]);
    const mutation =
      'mutation { estateHostPing(input: { idempotencyKey: "k", rows: [{ callbackParameter: "h1", targetIp: "10.0.0.1" }, { callbackParameter: "h2", targetIp: "x", count: 2 }] }) { requestId resultCode resultMessage outputs { callbackParameter errorCode errorMessage exitCode secret names } problems { code message } } }';
    const { data } = await ask(schema, mutation);
    expect(data).toMatchSnapshot();
    expect(calls).toMatchObject([
      {
        requestId: 'graph_test_k',
        operator: 'test',
        serviceName: 'estate/host/ping',
        inputs: [
          { callbackParameter: 'h1', confirmToken: '', 'target-ip': '10.0.0.1', mode: 'fast', count: null },
          { callbackParameter: 'h2', confirmToken: '', 'target-ip': 'x', mode: 'fast', count: 2 },
        ],
      },
    ]);
    const missing = await ask(schema, 'mutation { estateHostPing(input: { rows: [{ count: 1 }] }) { resultCode } }');
    expect(missing.errors?.[0]).toBeInstanceOf(GraphQLError);
  });

  it("returns a plugin's failure as a problem", async () => {
    const memory = aMemoryClient({});
    const refuse = async () => {
      throw new PluginError('PLUGIN_REFUSED', 'the ip is taken', 'YES');
    };
    memory.client.createEntities = refuse;
    memory.client.callInterface = refuse;
    const { schema } = build('estate', memory, [anInterface('estate/host/ping')]);
    const { data } = await ask(
      schema,
      'mutation { estateCreateHost(input: {}) { object { id } problems { code message } } estateHostPing(input: { rows: [] }) { resultCode outputs { errorCode } problems { code } } }',
    );
    expect(data).toEqual({
      estateCreateHost: { object: null, problems: [{ code: 'PLUGIN_REFUSED', message: 'the ip is taken' }] },
      estateHostPing: { resultCode: null, outputs: [], problems: [{ code: 'PLUGIN_REFUSED' }] },
    });
  });
});
