import { systemClock } from '@wecube/kit';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../app/engine/catalogue.ts';
import { Patience } from '../app/engine/patience.ts';
import { prepareNode } from '../app/engine/prepare-node.ts';
import type { ObjectFinder } from '../ports.ts';
import { aNode, anAnswer, anObject, aParameter, aPlan, aRun, aService } from '../testing.ts';
import { bindObject } from './dispatch-node.ts';
import type { ObjectShape, PropertySpec, ServiceSnapshot } from './events.ts';
import { maskValues, secretValues } from './mask-values.ts';
import { reduce } from './reduce.ts';
import { resolveInputs } from './resolve-inputs.ts';
import { WorkingRun } from './working-run.ts';

const PLAN = aPlan(['start', aNode('a', { bindMode: 'AT_RUN_TIME' }), 'end'], ['start>a>end']);

const aProperty = (name: string, changes: Partial<PropertySpec> = {}): PropertySpec => ({
  ...{ name, dataType: 'string', multiple: false, sensitive: false, refObjectName: null },
  ...{ mappingType: 'constant', mappingExpression: null },
  ...changes,
});

const PORT: ObjectShape = {
  name: 'port',
  mappingExpression: null,
  properties: [
    aProperty('number', { dataType: 'int', mappingType: 'entity', mappingExpression: 'estate:port.number' }),
    aProperty('protocol', { mappingExpression: 'TCP' }),
  ],
};
const SPEC: ObjectShape = {
  name: 'spec',
  mappingExpression: null,
  properties: [
    aProperty('image', { mappingType: 'entity', mappingExpression: 'estate:host.image' }),
    aProperty('token', { mappingType: 'system_variable', mappingExpression: 'SHELL_TOKEN' }),
    aProperty('ports', {
      ...{ dataType: 'object', refObjectName: 'port', multiple: true },
      ...{ mappingType: 'entity', mappingExpression: 'estate:host~(host)estate:port' },
    }),
    aProperty('primary', {
      dataType: 'object',
      refObjectName: 'port',
      mappingType: 'entity',
      mappingExpression: 'estate:host.main>estate:port',
    }),
  ],
};

/** What the plugins hold: the values of an expression by its starting object. */
const FOUND: Record<string, Record<string, readonly unknown[]>> = {
  'estate:host.image': { h1: ['web:1'], h2: ['web:2'] },
  'estate:host~(host)estate:port': { h1: ['p1', 'p2'], h2: [] },
  'estate:host.main>estate:port': { h1: ['p2'], h2: [] },
  'estate:port.number': { p1: ['80'], p2: [443] },
};
const objects: ObjectFinder = {
  evaluate: async () => [],
  values: async (expression, ids) => {
    const found = FOUND[expression];
    if (!found) throw new Error(`nobody was to read ${expression}`);
    return new Map(ids.map((id) => [id, found[id] ?? []]));
  },
};

/** What would be sent for h1 and h2. */
async function send(service: ServiceSnapshot, ids = ['h1', 'h2']) {
  const catalogue = new Catalogue({
    clock: systemClock,
    services: { find: async () => service },
    variables: { effective: async (name) => (name === 'SHELL_TOKEN' ? { value: 't0p-secret', secret: true } : null) },
  });
  const rows = ids.map(anObject).map(bindObject);
  const run = {
    ...aRun(PLAN),
    nodes: new Map([['a', { ...new WorkingRun(aRun(PLAN), NOTHING, 0, ENTRY).node('a'), rows }]]),
  };
  const deps = { objects, catalogue, patience: new Patience(systemClock) };
  const event = await prepareNode(deps, run, { type: 'PREPARE', runId: 'run_1', nodeId: 'a', attempt: 1 });
  if (event.type !== 'PREPARED') throw new Error(JSON.stringify(event));
  const working = new WorkingRun(run, event.known, 0, ENTRY);
  return resolveInputs({ run: working, node: working.planNode('a'), service }, rows, event.facts);
}
const ENTRY = { type: 'TEST' };
const NOTHING = { services: new Map(), variables: new Map() };
const withSpec = (changes: Partial<Parameters<typeof aParameter>[1]> = {}, shapes = [SPEC, PORT]) =>
  aService({
    inputs: [aParameter('spec', { dataType: 'object', refObjectName: 'spec', mappingType: 'object', ...changes })],
    objects: shapes,
  });

describe('object parameters', () => {
  it('are built from constants, variables and expressions, nested and repeated', async () => {
    expect(await send(withSpec())).toMatchObject({
      kind: 'READY',
      inputs: [
        {
          callbackParameter: 'h1',
          spec: {
            ...{ image: 'web:1', token: 't0p-secret' },
            ports: [
              { number: 80, protocol: 'TCP' },
              { number: 443, protocol: 'TCP' },
            ],
            primary: { number: 443, protocol: 'TCP' },
          },
        },
        { callbackParameter: 'h2', spec: { image: 'web:2', ports: [], primary: null } },
      ],
    });
  });

  it('are one for each object their own expression finds', async () => {
    const ports = aParameter('ports', {
      ...{ dataType: 'object', refObjectName: 'port', multiple: true, required: true },
      ...{ mappingType: 'entity', mappingEntityExpression: 'estate:host~(host)estate:port' },
    });
    const service = aService({ inputs: [ports], objects: [PORT] });
    expect(await send(service, ['h1'])).toMatchObject({
      kind: 'READY',
      inputs: [{ ports: [{ number: 80 }, { number: 443 }] }],
    });
    expect(await send(service)).toMatchObject({ kind: 'FAILED', refusal: { code: 'PARAMETER_UNRESOLVED' } });
    const single = aService({ inputs: [{ ...ports, multiple: false }], objects: [PORT] });
    expect(await send(single, ['h1'])).toMatchObject({
      kind: 'FAILED',
      refusal: { message: 'Parameter ports of h1 takes one value but 2 were found.' },
    });
  });

  it('name the property that cannot be filled', async () => {
    const bad = { ...PORT, properties: [aProperty('number', { dataType: 'int', mappingExpression: 'many' })] };
    expect(await send(withSpec({}, [SPEC, bad]))).toMatchObject({
      kind: 'FAILED',
      refusal: { message: 'Parameter spec.ports.number of h1 takes a number, not "many".' },
    });
  });

  it('end where a shape stands inside itself', async () => {
    const loop: ObjectShape = {
      ...{ name: 'spec', mappingExpression: null },
      properties: [aProperty('again', { dataType: 'object', refObjectName: 'spec', mappingType: 'object' })],
    };
    expect(await send(withSpec({}, [loop]))).toMatchObject({ kind: 'READY' });
  });

  it('show what is secret in them to nobody, and the rest to everybody who may see the run', async () => {
    const sent = await send(withSpec(), ['h1']);
    if (sent.kind !== 'READY') throw new Error(sent.kind);
    expect(sent.sensitive).toEqual(['spec.token']);
    const secrets = secretValues(sent.inputs, sent.sensitive);
    expect(secrets).toEqual(['t0p-secret']);
    expect(maskValues(sent.inputs, sent.sensitive, secrets)).toMatchObject([
      { spec: { image: 'web:1', token: '******', primary: { number: 443 } } },
    ]);
  });

  it('may be written as JSON by the orchestration', async () => {
    const constant = (mappingValue: string) =>
      send(aService({ inputs: [aParameter('spec', { dataType: 'object', mappingValue })] }), ['h1']);
    expect(await constant('{"image":"web:9"}')).toMatchObject({ inputs: [{ spec: { image: 'web:9' } }] });
    expect(await constant('web:9')).toMatchObject({ kind: 'FAILED' });
  });
});

it('reads nothing for an expression that ends in NONE', async () => {
  const mapping = { mappingType: 'entity', mappingEntityExpression: 'estate:host.NONE' };
  expect(await send(aService({ inputs: [aParameter('command', mapping)] }), ['h1'])).toMatchObject({
    kind: 'READY',
    inputs: [{ command: null }],
  });
});

it('sets the outputs that are constants of the service, on the objects that were done', () => {
  const outputs = [aParameter('output'), aParameter('state', { mappingType: 'assign', mappingValue: 'created' })];
  const known = { services: new Map([['shell/script/run', aService({ outputs })]]), variables: new Map() };
  const objectsOf = new Map([['a', [anObject('h1'), anObject('h2')]]]);
  const plan = aPlan(['start', aNode('a'), 'end'], ['start>a>end']);
  const started = reduce(aRun(plan), { type: 'START', objects: objectsOf, known }, 0);
  if (started.kind !== 'CHANGED') throw new Error(started.kind);
  const [call] = started.effects;
  if (call?.type !== 'CALL') throw new Error('nothing is called');
  const answer = anAnswer(call.request, ['h2']);
  const { requestId, epoch } = call;
  const answered = reduce(started.run, { type: 'ANSWERED', requestId, epoch, answer, known }, 1);
  if (answered.kind !== 'CHANGED') throw new Error(answered.kind);
  expect(answered.change.attempts[0]?.outputs).toMatchObject([
    { callbackParameter: 'h1', output: 'done h1', state: 'created' },
    { callbackParameter: 'h2', output: 'done h2' },
  ]);
  expect(answered.change.attempts[0]?.outputs?.[1]).not.toHaveProperty('state');
  expect(answered.run.values.get('a')?.get('h1')?.outputs).toMatchObject([{ state: 'created' }]);
});
