import { type Action, can, type Problem, type Session, toProblem } from '@wecube/kit';
import { sayAuth } from '../../../texts.ts';

/** Nobody hands out, or takes away, an action they do not have themselves; null when `session` has all of them. */
export function refuseForeignActions(
  session: Session,
  actions: Iterable<Action>,
  path: readonly string[],
): Problem | null {
  const foreign = [...new Set(actions)].filter((action) => !can(session, action));
  if (foreign.length === 0) return null;
  return toProblem(sayAuth('ACTION_NOT_YOURS', { actions: foreign }), path);
}
