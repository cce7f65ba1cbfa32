import { newId, type PubSub } from '@wecube/kit';
import type { SystemVariable } from '../domain/system-variable.ts';

export const VARIABLE_TOPIC = 'systemVariableChanged';

/** A change of a variable, as live subscribers get it. */
export type VariableEvent = {
  id: string;
  type: 'CREATED' | 'UPDATED' | 'DELETED';
  subject: string;
  version: number;
  at: Date;
  variable: SystemVariable;
};

/** Tells subscribers of a committed change. */
export function publishVariable(
  { pubSub, at }: { pubSub: PubSub; at: Date },
  type: VariableEvent['type'],
  variable: SystemVariable,
): void {
  const { id: subject, rowVersion: version } = variable;
  const event: VariableEvent = { id: newId('evt'), type, subject, version, at, variable };
  pubSub.publish(VARIABLE_TOPIC, event);
}
