import { newId, type Problem, requireAction, type Session } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import { findComment, insertComment, removeComment, settleComment } from '../data/comments.ts';
import { commentProblems, type DefinitionComment, mayDeleteComment } from '../domain/comment.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { commentNotFound, commentNotYours } from '../domain/errors.ts';
import { type ChangeDeps, type DefinitionEventType, publishDefinition } from './change-definition.ts';
import { findSeen } from './find-managed.ts';

export type CommentOutcome = { comment: DefinitionComment | null; problems: readonly Problem[] };

export type CommentInput = { definitionId: string; nodeId?: string | null; text: string };
export type SettleCommentInput = { id: string; resolved: boolean };

/** Says something about a version, or about one of its nodes. */
export function createCommentWriter(deps: ChangeDeps) {
  return (input: CommentInput, session: Session): Promise<CommentOutcome> =>
    changeComments(deps, session, 'COMMENT_ADDED', async (tx) => {
      const { found, refused } = await findSeen(tx, input.definitionId, session);
      if (!found) return { comment: null, of: null, problems: refused.problems };
      const problems = commentProblems(input.text);
      if (problems.length > 0) return { comment: null, of: found, problems };
      const comment: DefinitionComment = {
        ...{ id: newId('com'), definitionId: found.id, nodeId: input.nodeId || null, text: input.text.trim() },
        ...{ author: session.name, authorId: session.subject, createdAt: new Date(deps.clock.now()) },
        ...{ resolvedBy: null, resolvedAt: null },
      };
      await insertComment(tx, comment);
      return { comment, of: found, problems: [] };
    });
}

/** Settles what a comment asks for, or opens it again. */
export function createCommentSettler(deps: ChangeDeps) {
  return ({ id, resolved }: SettleCommentInput, session: Session): Promise<CommentOutcome> =>
    changeComments(deps, session, 'COMMENT_SETTLED', async (tx) => {
      const { comment, of, problems } = await findVisible(tx, id, session);
      if (!comment || (comment.resolvedAt !== null) === resolved) return { comment, of, problems };
      const settled = resolved ? { by: session.name, at: new Date(deps.clock.now()) } : null;
      await settleComment(tx, comment, settled);
      const after = { ...comment, resolvedBy: settled?.by ?? null, resolvedAt: settled?.at ?? null };
      return { comment: after, of, problems };
    });
}

/** Takes a comment back. */
export function createCommentDeleter(deps: ChangeDeps) {
  return (id: string, session: Session): Promise<CommentOutcome> =>
    changeComments(deps, session, 'COMMENT_DELETED', async (tx) => {
      const { comment, of, problems } = await findVisible(tx, id, session);
      if (!comment) return { comment, of, problems };
      if (!mayDeleteComment(session, comment)) return { comment, of, problems: [commentNotYours(comment)] };
      await removeComment(tx, comment);
      return { comment, of, problems };
    });
}

type Done = CommentOutcome & { of: DefinitionRecord | null };

/** A comment on what the person may not see is not there. */
async function findVisible(tx: CoreTransaction, id: string, session: Session): Promise<Done> {
  const comment = await findComment(tx, id);
  const { found } = comment ? await findSeen(tx, comment.definitionId, session) : { found: null };
  if (!comment || !found) return { comment: null, of: null, problems: [commentNotFound(id)] };
  return { comment, of: found, problems: [] };
}

async function changeComments(
  deps: ChangeDeps,
  session: Session,
  event: DefinitionEventType,
  work: (tx: CoreTransaction) => Promise<Done>,
): Promise<CommentOutcome> {
  requireAction(session, 'definition:comment');
  const { comment, of, problems } = await deps.database.transaction(async (tx) => {
    const done = await work(tx);
    const codes = done.problems.map(({ code }) => code);
    await deps.audit.record(tx, {
      ...{ session, action: 'definition:comment', subject: done.of?.id ?? 'comment' },
      outcome: codes.length > 0 ? 'REFUSED' : 'DONE',
      detail: { event, commentId: done.comment?.id ?? null, ...(codes.length > 0 ? { codes } : {}) },
    });
    return done;
  });
  if (comment && of && problems.length === 0) publishDefinition(deps, event, of, { commentId: comment.id });
  return { comment, problems };
}
