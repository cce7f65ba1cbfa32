import type { Said } from '@wecube/kit';
import type { Attempt, BoundRow, NodeRun } from './run.ts';
import { needsPerson } from './status.ts';
import { sayRun } from './texts.ts';

export type FailureText = { readonly changed: Said | null; readonly notChanged: Said | null };

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
    done.length > 0
      ? sayRun('NODE_CHANGED', { done: done.length, total: rows.length, objects: nameSome(done) })
      : sayRun('NODE_CHANGED.unknown');
  return { changed, notChanged: describeOpen(node, nameSome(open), last) };
}

function describeOpen(node: NodeRun, objects: Named, last: Parameters<typeof describeFailure>[1]): Said {
  if (!last) return sayRun('NODE_NOT_CHANGED.notSent');
  if (last.status === 'FAILED' && last.resultCode !== null) return sayRun('NODE_NOT_CHANGED.reported', { objects });
  if (node.errorCode === 'PLUGIN_UNREACHABLE' && last.status === 'FAILED')
    return sayRun('NODE_NOT_CHANGED.unreachable', { objects });
  if (last.status === 'FAILED') return sayRun('NODE_NOT_CHANGED.unusable', { objects });
  return last.idempotency === 'UNSAFE'
    ? sayRun('NODE_NOT_CHANGED.unsafe', { objects })
    : sayRun('NODE_NOT_CHANGED.repeatable', { objects });
}

type Named = readonly string[] | Said;

function nameSome(rows: readonly BoundRow[]): Named {
  const objects = rows.slice(0, MOST_NAMED).map((row) => row.displayName);
  const more = rows.length - objects.length;
  if (more > 0) return sayRun('SOME_OBJECTS', { objects, more });
  return objects.length > 0 ? objects : sayRun('SOME_OBJECTS.none');
}
