'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import type { Problem } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DefinitionChangesDocument,
  type DefinitionDetailFragment,
  DefinitionDetailFragmentDoc,
  DefinitionRowFragmentDoc,
  ProblemPartsFragmentDoc,
  SaveDraftDocument,
} from '../../gql/graphql.ts';
import { useChanges } from '../../lib/graph/use-changes.ts';
import { compareDrafts, type DraftChanges } from './compare-drafts.ts';
import type { Draft } from './draft.ts';
import { toDraft, toInput } from './draft-of.ts';
import { type History, rebase, record, redo, startHistory, undo } from './history.ts';
import { type Choose, mergeDrafts } from './merge-drafts.ts';
import { same } from './same.ts';

const SAVE_AFTER_MS = 700;
/** How often a save is tried again when others keep saving in between. */
const MOST_TRIES = 5;
type Detail = DefinitionDetailFragment;
export type SaveState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed';
type OnTheirs = (who: string, changes: DraftChanges) => void;

/**
 * A draft under edit: its history, saved by itself. What somebody else saves meanwhile is merged into it and under its
 * history; only properties that both changed wait for a choice.
 */
export function useDraft(detail: Detail, editable: boolean, onTheirs: OnTheirs) {
  const { id } = readFragment(DefinitionRowFragmentDoc, detail);
  const [history, update, latest] = useLatest<History<Draft>>(() => startHistory(toDraft(detail)));
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const [problems, setProblems] = useState(detail.problems);
  const [refusals, setRefusals] = useState<readonly Problem[]>([]);
  const [theirs, setTheirs] = useState<Detail | null>(null);
  const [, save] = useMutation(SaveDraftDocument);
  /** What I and the platform last agreed on, and the newest of others that came while I was saving. */
  const agreed = useRef({ draft: history.present, rowVersion: versionOf(detail) });
  const saving = useRef(false);
  const early = useRef<Detail | null>(null);
  const draft = history.present;

  const takeIn = useCallback(
    (other: Detail, choose?: Choose) => {
      if (versionOf(other) <= agreed.current.rowVersion) return;
      const base = agreed.current.draft;
      const next = toDraft(other);
      const { conflicts } = mergeDrafts(base, latest.current.present, next);
      if (conflicts.length > 0 && !choose) {
        setTheirs(other);
        setSaveState('conflict');
        return;
      }
      agreed.current = { draft: next, rowVersion: versionOf(other) };
      update((current) => rebase(current, (state) => mergeDrafts(base, state, next, choose).merged));
      setTheirs(null);
      setProblems(other.problems);
      setSaveState(same(latest.current.present, next) ? 'saved' : 'waiting');
      onTheirs(readFragment(DefinitionRowFragmentDoc, other).updatedBy, compareDrafts(base, next));
    },
    [latest, update, onTheirs],
  );

  const store = useCallback(
    async (present: Draft): Promise<boolean> => {
      setSaveState('saving');
      saving.current = true;
      const answer = await save({ input: toInput(id, agreed.current.rowVersion, present) });
      saving.current = false;
      const refused = answer.error
        ? [toProblem(answer.error)]
        : readFragment(ProblemPartsFragmentDoc, answer.data?.saveDraft.problems ?? []);
      const saved = readFragment(DefinitionDetailFragmentDoc, answer.data?.saveDraft.definition);
      const overtaken = refused.some((problem) => problem.code === 'DRAFT_CHANGED');
      setRefusals(overtaken ? [] : refused);
      if (saved && refused.length === 0) {
        agreed.current = { draft: present, rowVersion: versionOf(saved) };
        setProblems(saved.problems);
        setSaveState('saved');
      } else if (!overtaken) setSaveState('failed');
      const newest = [early.current, overtaken ? saved : null].filter((one) => one != null);
      early.current = null;
      for (const other of newest.sort((one, two) => versionOf(one) - versionOf(two)).slice(-1)) takeIn(other);
      return refused.length === 0;
    },
    [id, save, takeIn],
  );

  const busy = saveState === 'saving' || saveState === 'conflict';
  useEffect(() => {
    if (!editable || busy) return;
    // Changed and changed back: there is nothing to save any more.
    if (same(draft, agreed.current.draft)) return setSaveState((state) => (state === 'waiting' ? 'saved' : state));
    setSaveState('waiting');
    const timer = setTimeout(() => store(draft), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, editable, busy, store]);

  useChanges({ query: DefinitionChangesDocument, variables: { id } }, ({ definitionChanged }) => {
    const other = readFragment(DefinitionDetailFragmentDoc, definitionChanged.definition);
    if (!other || !editable) return;
    if (saving.current) early.current = other;
    else takeIn(other);
  });

  return {
    draft,
    saveState,
    problems,
    refusals,
    /** The other person's version while something of it contradicts mine. */
    theirs,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: useCallback(
      (next: (present: Draft) => Draft, merge?: string) =>
        update((current) => record(current, next(current.present), merge ?? null)),
      [update],
    ),
    undo: useCallback(() => update(undo), [update]),
    redo: useCallback(() => update(redo), [update]),
    /** What contradicts, property by property. */
    conflicts: theirs ? mergeDrafts(agreed.current.draft, draft, toDraft(theirs)).conflicts : [],
    /** Goes on with what was chosen for each contradiction. */
    settle: (choose: Choose) => theirs && takeIn(theirs, choose),
    /** Saves at once; resolves with the row version to act on, null when it could not be saved as it is. */
    flush: async (): Promise<number | null> => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const { present } = latest.current;
        if (same(present, agreed.current.draft)) return agreed.current.rowVersion;
        if (saving.current) await new Promise((resolve) => setTimeout(resolve, SAVE_AFTER_MS));
        else await store(present);
      }
      return null;
    },
  };
}

export type EditedDraft = ReturnType<typeof useDraft>;

/** State whose newest value can be read between renders too. */
function useLatest<T>(first: () => T) {
  const [value, show] = useState(first);
  const latest = useRef(value);
  const update = useCallback((change: (current: T) => T) => {
    latest.current = change(latest.current);
    show(latest.current);
  }, []);
  return [value, update, latest] as const;
}

const versionOf = (detail: Detail) => readFragment(DefinitionRowFragmentDoc, detail).rowVersion;

const toProblem = (error: { message: string; graphQLErrors: readonly { message: string }[] }): Problem => ({
  code: 'NOT_SAVED',
  message: error.graphQLErrors[0]?.message ?? error.message,
  remedy: null,
});
