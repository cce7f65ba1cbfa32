import { serviceSession } from '@wecube/kit';
import type { Expressions } from '../../expressions/index.ts';
import type { ObjectFinder } from '../ports.ts';

/** Reads objects for the platform itself: a run may outlive the session of the person who started it. */
export function createObjectFinder(expressions: Pick<Expressions, 'evaluate'>): ObjectFinder {
  const session = serviceSession('core');
  return {
    evaluate: async (text, rootObjectIds) => (await expressions.evaluate({ text, rootObjectIds, session })).objects,
    values: async (text, rootObjectIds) =>
      (await expressions.evaluate({ text, rootObjectIds, session })).valuesByRoot(),
  };
}
