import type { Attempt, BoundRow, NodeRun } from './run.ts';
import { needsPerson } from './status.ts';

export type FailureText = { readonly changed: string | null; readonly notChanged: string | null };

const MOST_NAMED = 5;

/** Says in words what a node that stands still has changed and what not; nothing for a node that does not. */
export function describeFailure(
  node: NodeRun,
  last: Pick<Attempt, 'status' | 'idempotency' | 'resultCode'> | null,
): FailureText {
  if (!needsPerson(node.status)) return { changed: null, notChanged: null };
  const rows = node.rows ?? [];
  const done = rows.filter((row) => row.status === 'COMPLETED');
  const open = rows.filter((row) => row.status !== 'COMPLETED');
  const changed =
    done.length > 0 ? `Done for ${count(done, rows)}: ${names(done)}.` : 'Nothing is known to have been changed.';
  return { changed, notChanged: describeOpen(node, open, last) };
}

function describeOpen(node: NodeRun, open: readonly BoundRow[], last: Parameters<typeof describeFailure>[1]): string {
  if (!last) return 'Nothing was sent to a plugin, so nothing was changed.';
  if (last.status === 'FAILED' && last.resultCode !== null) return `The plugin reported ${names(open)} as not done.`;
  if (node.errorCode === 'PLUGIN_UNREACHABLE' && last.status === 'FAILED')
    return `The call did not reach the plugin, so ${names(open)} was not changed by it.`;
  if (last.status === 'FAILED')
    return `The plugin's answer says nothing usable about ${names(open)}; it may have done part of it.`;
  const repeat =
    last.idempotency === 'UNSAFE'
      ? 'Look at the plugin before you decide.'
      : 'A retry sends the same request again, and the plugin recognises it.';
  return `It is not known whether ${names(open)} was changed. ${repeat}`;
}

const count = (some: readonly BoundRow[], all: readonly BoundRow[]): string => `${some.length} of ${all.length}`;

function names(rows: readonly BoundRow[]): string {
  const named = rows.slice(0, MOST_NAMED).map((row) => row.displayName);
  const rest = rows.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ') || 'it';
}
