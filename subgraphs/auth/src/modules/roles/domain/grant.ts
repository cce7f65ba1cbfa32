import { type Action, can, type Problem, problem, type Session } from '@wecube/kit';

/** Nobody hands out, or takes away, an action they do not have themselves; null when `session` has all of them. */
export function refuseForeignActions(
  session: Session,
  actions: Iterable<Action>,
  path: readonly string[],
): Problem | null {
  const foreign = [...new Set(actions)].filter((action) => !can(session, action));
  if (foreign.length === 0) return null;
  return problem('ACTION_NOT_YOURS', `You do not have these actions yourself: ${foreign.join(', ')}.`, {
    path,
    remedy: 'Ask somebody who has them.',
  });
}
