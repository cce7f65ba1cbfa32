import { type Problem, type Session, toProblem } from '@wecube/kit';
import { isUnrestricted } from './access.ts';
import { sayDesign } from './texts.ts';

/** What somebody says about a version, or about one of its nodes; not a part of it, so deployed versions take it too. */
export type DefinitionComment = {
  id: string;
  definitionId: string;
  nodeId: string | null;
  text: string;
  author: string;
  /** The subject of the author's session. */
  authorId: string;
  createdAt: Date;
  resolvedBy: string | null;
  resolvedAt: Date | null;
};

const MAX_COMMENT = 4_000;

export function commentProblems(text: string): Problem[] {
  if (!text.trim()) return [toProblem(sayDesign('INVALID_COMMENT.empty'), ['text'])];
  if ([...text].length <= MAX_COMMENT) return [];
  return [toProblem(sayDesign('INVALID_COMMENT.tooLong', { most: MAX_COMMENT }), ['text'])];
}

/** Comments are taken back by who wrote them, or by an administrator. */
export const mayDeleteComment = (session: Session, { authorId }: DefinitionComment): boolean =>
  session.subject === authorId || isUnrestricted(session);
