import { describe, expect, it } from 'vitest';
import { aCallable, aParameter } from '../testing.ts';
import { callableActions, type RegistrationContent } from './registration.ts';
import { inputsFromTarget, isReadyToEnable } from './service.ts';

const property = (name: string, changes: object = {}) => ({
  ...{ name, dataType: 'string', multiple: false, sensitive: false, refObjectName: null },
  ...{ mappingType: 'constant', mappingExpression: null },
  ...changes,
});
const shape = (name: string, ...properties: ReturnType<typeof property>[]) => ({
  ...{ name, mappingExpression: null, packageName: null, source: null, latestSource: null },
  properties,
});

describe('a service', () => {
  it('can be enabled without a target entity only when no input is read from one', () => {
    expect(isReadyToEnable(aCallable({ inputs: ['constant', 'context'] }))).toBe(true);
    expect(isReadyToEnable(aCallable({ inputs: ['constant', 'entity'] }))).toBe(false);
    expect(isReadyToEnable(aCallable({ inputs: ['entity'], targetEntity: 'estate:host' }))).toBe(true);
  });

  it('reads from its target also inside the shapes of its inputs, however they are nested', () => {
    const spec = aParameter('spec', { dataType: 'object', mappingType: 'object', refObjectName: 'spec' });
    const inner = property('port', { dataType: 'object', mappingType: 'object', refObjectName: 'port' });
    const reads = shape('port', property('number', { mappingType: 'entity', mappingExpression: 'estate:host.port' }));
    expect(inputsFromTarget({ inputs: [spec], objects: [shape('spec', inner), reads] })).toEqual([spec]);
    expect(inputsFromTarget({ inputs: [spec], objects: [shape('spec', inner), shape('port')] })).toEqual([]);
    const loop = shape('spec', property('again', { dataType: 'object', refObjectName: 'spec' }));
    expect(inputsFromTarget({ inputs: [spec], objects: [loop] })).toEqual([]);
  });

  it('is callable when its registration is enabled, nobody switched it off and nothing stands in its way', () => {
    const one = (action: string, changes: object = {}) => ({
      ...{ action, path: '/x', httpMethod: 'POST', type: 'EXECUTION', isAsync: false, filterRule: '', description: '' },
      ...{ idempotency: 'UNSAFE' as const, idempotencyChosen: false, switchedOff: false, inputs: [], outputs: [] },
      ...changes,
    });
    const content: RegistrationContent = {
      ...{ pluginName: 'script', name: '', targetEntity: null, targetFilter: '', roles: [], objects: [] },
      status: 'ENABLED',
      interfaces: [
        one('run'),
        one('off', { switchedOff: true }),
        one('stuck'),
        one('reads', { inputs: [aParameter('ip', { mappingType: 'entity' })] }),
      ],
    };
    expect([...callableActions(content, new Set(['stuck']))]).toEqual(['run']);
    expect(callableActions({ ...content, status: 'DISABLED' }).size).toBe(0);
    expect([...callableActions({ ...content, targetEntity: 'estate:host' })]).toEqual(['run', 'stuck', 'reads']);
  });
});
