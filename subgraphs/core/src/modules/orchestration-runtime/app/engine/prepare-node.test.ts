import { AppError, systemClock } from '@wecube/kit';
import { describe, expect, it } from 'vitest';
import type { ObjectFinder } from '../../ports.ts';
import { aNode, anObject, aParameter, aPlan, aRun, aService } from '../../testing.ts';
import { Catalogue } from './catalogue.ts';
import { Patience } from './patience.ts';
import { prepareNode } from './prepare-node.ts';

const PLAN = aPlan(
  ['start', aNode('a', { bindMode: 'AT_RUN_TIME', expression: 'estate:host' }), 'end'],
  ['start>a>end'],
);
const SERVICE = aService({
  inputs: [
    aParameter('ip', { mappingType: 'entity', mappingEntityExpression: 'estate:host.ip' }),
    aParameter('script', { mappingValue: 'uptime' }),
  ],
});
const PREPARE = { type: 'PREPARE', runId: 'run_1', nodeId: 'a', attempt: 1 } as const;
const away = () => new AppError('EXPRESSION_PLUGIN_FAILED', 'estate cannot be reached');

function prepare(objects: ObjectFinder, patience = new Patience(systemClock)) {
  const catalogue = new Catalogue({
    clock: systemClock,
    services: { find: async () => SERVICE },
    variables: { effective: async () => null },
  });
  return prepareNode({ objects, catalogue, patience }, aRun(PLAN), PREPARE);
}

/** Cannot be read the first times. */
function finder(failures: number, failure: () => Error): ObjectFinder {
  let left = failures;
  return {
    evaluate: async () => {
      left -= 1;
      if (left >= 0) throw failure();
      return [{ ...anObject('h1'), attributes: {} }];
    },
    values: async (_expression, ids) => new Map(ids.map((id) => [id, [`ip of ${id}`]])),
  };
}

describe('prepareNode', () => {
  it('finds the objects and the values that parameters name, and nothing else', async () => {
    const event = await prepare(finder(0, away));
    expect(event).toMatchObject({ type: 'PREPARED', nodeId: 'a', attempt: 1 });
    const { facts } = event as Extract<typeof event, { type: 'PREPARED' }>;
    expect(facts.objects?.map(({ objectId }) => objectId)).toEqual(['h1']);
    expect(facts.values).toEqual(new Map([['ip', new Map([['h1', ['ip of h1']]])]]));
  });

  it('says why it could not read, and that nothing was sent', async () => {
    const event = await prepare(finder(9, away));
    expect(event).toMatchObject({ type: 'PREPARE_FAILED', code: 'LOOK_UP_FAILED' });
    expect((event as { message: string }).message).toContain('estate cannot be reached');
    expect((event as { message: string }).message).toContain('Nothing was sent');
  });

  it('waits after a crash for plugins that come back, but not for an expression that is wrong', async () => {
    const patience = new Patience(systemClock);
    patience.grant();
    expect((await prepare(finder(2, away), patience)).type).toBe('PREPARED');
    const wrong = () => new AppError('EXPRESSION_INVALID', 'no such entity');
    expect((await prepare(finder(2, wrong), patience)).type).toBe('PREPARE_FAILED');
  });
});
