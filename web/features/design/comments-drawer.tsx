'use client';
import { Check, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import {
  CommentDefinitionDocument,
  type CommentPartsFragment,
  DeleteCommentDocument,
  SettleCommentDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useViewer } from '../session/viewer.tsx';
import type { Draft } from './draft.ts';
import { problemsOf } from './problems-of.ts';
import { onlyNode, type Selection } from './selection.ts';

type CommentsProps = {
  definitionId: string;
  draft: Draft;
  comments: readonly CommentPartsFragment[];
  /** The node a new comment is about; null for the orchestration as a whole. */
  nodeId: string | null;
  onSelect: (selection: Selection) => void;
  onClose: () => void;
};

/** What people say about a version and its nodes: open first, what is settled below. */
export function CommentsDrawer(props: CommentsProps) {
  const { t } = useWords();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const order = (one: CommentPartsFragment) => `${one.resolvedAt ? 1 : 0} ${one.createdAt}`;
  return (
    <aside className="side" style={{ width: 408 }} aria-label={t('comments.title')} data-testid="comments-panel">
      <div className="section row">
        <h2 className="heading large">{t('comments.title')}</h2>
        <span className="grow" />
        <button type="button" className="icon-button small" aria-label={t('general.close')} onClick={props.onClose}>
          <X size={15} />
        </button>
      </div>
      <NewComment {...props} onProblems={setProblems} />
      <ProblemList problems={problems} />
      {props.comments.length === 0 && <p className="section sm tertiary">{t('comments.none')}</p>}
      <ul className="comment-list">
        {[...props.comments]
          .sort((one, other) => (order(one) < order(other) ? -1 : 1))
          .map((comment) => (
            <CommentEntry key={comment.id} {...props} comment={comment} onProblems={setProblems} />
          ))}
      </ul>
    </aside>
  );
}

type Tells = { onProblems: (problems: readonly Problem[]) => void };

function NewComment({ definitionId, draft, nodeId, onProblems }: CommentsProps & Tells) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [{ fetching }, comment] = useMutation(CommentDefinitionDocument);
  const node = draft.nodes.find((one) => one.id === nodeId);
  const send = async () => {
    const { data, error } = await comment({ input: { definitionId, nodeId: node?.id ?? null, text } });
    const told = problemsOf(data?.commentDefinition.problems, error);
    onProblems(told);
    if (told.length === 0) setText('');
  };
  return (
    <div className="section stack small">
      <textarea
        className="input"
        rows={3}
        aria-label={t('comments.new', { what: node?.name ?? t('design.whole') })}
        placeholder={t('comments.new', { what: node?.name ?? t('design.whole') })}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="comment-text"
      />
      <div className="row">
        <span className="xs tertiary clip">{t('comments.about', { what: node?.name ?? t('design.whole') })}</span>
        <button
          type="button"
          className="button small push"
          disabled={!text.trim() || fetching}
          onClick={send}
          data-testid="send-comment"
        >
          {t('comments.send')}
        </button>
      </div>
    </div>
  );
}

function CommentEntry({
  comment,
  draft,
  onSelect,
  onProblems,
}: CommentsProps & Tells & { comment: CommentPartsFragment }) {
  const { t, moment } = useWords();
  const viewer = useViewer();
  const [, settle] = useMutation(SettleCommentDocument);
  const [, remove] = useMutation(DeleteCommentDocument);
  const node = draft.nodes.find((one) => one.id === comment.nodeId);
  const { id, author, text, createdAt, resolvedAt, resolvedBy } = comment;
  const onSettle = async () => {
    const { data, error } = await settle({ id, resolved: !resolvedAt });
    onProblems(problemsOf(data?.settleDefinitionComment.problems, error));
  };
  const onRemove = async () => {
    const { data, error } = await remove({ id });
    onProblems(problemsOf(data?.deleteDefinitionComment.problems, error));
  };
  const Settle = resolvedAt ? RotateCcw : Check;
  return (
    <li data-testid={`comment-${id}`} data-resolved={Boolean(resolvedAt)} className={resolvedAt ? 'tertiary' : ''}>
      <div className="row tight sm">
        <b className="medium">{author}</b>
        <span className="tertiary">{moment(createdAt)}</span>
        <span className="grow" />
        <button
          type="button"
          className="icon-button small"
          aria-label={t(resolvedAt ? 'comments.reopen' : 'comments.settle')}
          title={t(resolvedAt ? 'comments.reopen' : 'comments.settle')}
          onClick={onSettle}
          data-testid={`settle-${id}`}
        >
          <Settle size={14} />
        </button>
        {(author === viewer.user.username || author === viewer.user.displayName) && (
          <button
            type="button"
            className="icon-button small"
            aria-label={t('comments.remove')}
            title={t('comments.remove')}
            onClick={onRemove}
          >
            <Trash2 size={14} />
          </button>
        )}
      </div>
      <p className="break">{text}</p>
      {node && (
        <button type="button" className="link-button sm" onClick={() => onSelect(onlyNode(node.id))}>
          {node.name}
        </button>
      )}
      {resolvedBy && <p className="xs">{t('comments.settledBy', { who: resolvedBy })}</p>}
    </li>
  );
}
