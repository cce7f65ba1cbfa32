import { describe, expect, it } from 'vitest';
import {
  type Draft,
  draftOf,
  isSame,
  savingOf,
  shapesFor,
  splitTarget,
  withCopy,
  withInterface,
  withShapeName,
} from './registration-draft.ts';

const parameter = (name: string) => ({
  name,
  dataType: 'string',
  description: '',
  required: false,
  sensitive: false,
  multiple: false,
  mappingType: 'constant',
  mappingValue: null,
  mappingEntityExpression: null,
  mappingSystemVariableName: null,
  refObjectName: null,
  edited: false,
});
const service = (action: string) => ({
  action,
  path: `/shell/${action}`,
  httpMethod: 'POST',
  isAsync: false,
  description: '',
  enabled: true,
  filterRule: '',
  idempotency: 'SAFE' as const,
  switchedOff: false,
  inputs: [parameter('text')],
  outputs: [],
});
const registration = { targetEntity: 'estate:host', targetFilter: "{state eq 'up'}", roles: [], objects: [] };
const draft = (): Draft => draftOf(registration, [service('run'), service('stop')]);

describe('the form of a registration', () => {
  it('is not changed by looking at it', () => {
    expect(isSame(draft(), draft())).toBe(true);
    expect(isSame(draft(), withInterface(draft(), 'run', { switchedOff: true }))).toBe(false);
  });

  it('takes the target and its filters as one text', () => {
    expect(draft().target).toBe("estate:host{state eq 'up'}");
    expect(splitTarget(' estate:host {a eq 1}{b eq 2}')).toEqual({
      targetEntity: 'estate:host',
      targetFilter: '{a eq 1}{b eq 2}',
    });
    expect(splitTarget('')).toEqual({ targetEntity: '', targetFilter: '' });
  });

  it('sends what a person may change and nothing else', () => {
    const input = savingOf(draft(), { id: 'reg_1', rowVersion: 3 });
    expect(input).toMatchObject({ id: 'reg_1', rowVersion: 3, targetEntity: 'estate:host' });
    expect(Object.keys(input.interfaces?.[0]?.inputs?.[0] ?? {})).not.toContain('edited');
  });

  it('copies under a free action, also a copy', () => {
    const first = withCopy(draft(), 'run');
    expect(first.action).toBe('run-2');
    const second = withCopy(first.draft, 'run-2');
    expect(second.draft.interfaces.at(-1)).toMatchObject({ action: 'run-2-2', copyOf: 'run', path: '/shell/run' });
    expect(withCopy(first.draft, 'run').action).toBe('run-3');
    expect(withCopy(draft(), 'nothing').draft.interfaces).toHaveLength(2);
  });

  it('renames a shape everywhere', () => {
    const port = { name: 'port', dataType: 'object', multiple: true, sensitive: false, mappingType: 'object' };
    const shapes = [
      { name: 'pod', mappingExpression: '', properties: [{ ...port, refObjectName: 'port', mappingExpression: '' }] },
      { name: 'port', mappingExpression: '', properties: [] },
    ];
    const refers = withInterface(draft(), 'run', {
      inputs: draft().interfaces[0]?.inputs.map((one) => ({ ...one, refObjectName: 'port' })) ?? [],
    });
    const renamed = withShapeName({ ...refers, shapes }, 'port', 'opening');
    expect(renamed.shapes.map(({ name }) => name)).toEqual(['pod', 'opening']);
    expect(renamed.shapes[0]?.properties[0]?.refObjectName).toBe('opening');
    expect(renamed.interfaces[0]?.inputs[0]?.refObjectName).toBe('opening');
    expect(renamed.interfaces[1]?.inputs[0]?.refObjectName).toBe('');
  });

  it('offers a shape none that leads back to it', () => {
    const shape = (name: string, inside?: string) => ({
      name,
      mappingExpression: '',
      properties: inside
        ? [
            {
              name: 'x',
              dataType: 'object',
              multiple: false,
              sensitive: false,
              refObjectName: inside,
              mappingType: 'object',
              mappingExpression: '',
            },
          ]
        : [],
    });
    const shapes = [shape('pod', 'container'), shape('container', 'port'), shape('port')];
    expect(shapesFor(shapes, 'port')).toEqual([]);
    expect(shapesFor(shapes, 'container')).toEqual(['port']);
    expect(shapesFor(shapes, 'pod')).toEqual(['container', 'port']);
  });
});
