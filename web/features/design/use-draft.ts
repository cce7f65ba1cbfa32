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
  DesignNodePartsFragmentDoc,
  ProblemPartsFragmentDoc,
  SaveDraftDocument,
  type SaveDraftInput,
} from '../../gql/graphql.ts';
import { useChanges } from '../../lib/graph/use-changes.ts';
import type { Draft } from './draft.ts';
import { type History, record, redo, startHistory, undo } from './history.ts';

const SAVE_AFTER_MS = 700;
type Detail = DefinitionDetailFragment;
export type SaveState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed';

/** Turns a definition as the API gives it into what a person edits. */
export function toDraft(detail: Detail): Draft {
  const row = readFragment(DefinitionRowFragmentDoc, detail);
  const nodes = readFragment(DesignNodePartsFragmentDoc, detail.nodes);
  return {
    name: row.name,
    description: row.description,
    rootEntity: row.rootEntity,
    nodes: nodes.map((node) => ({ ...node, parameters: node.parameters.map((parameter) => ({ ...parameter })) })),
    links: detail.links.map((link) => ({ ...link })),
  };
}

/** A draft under edit: its history, saved by itself, guarded against another editor. */
export function useDraft(detail: Detail, editable: boolean) {
  const row = readFragment(DefinitionRowFragmentDoc, detail);
  const [history, setHistory] = useState<History<Draft>>(() => startHistory(toDraft(detail)));
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const [problems, setProblems] = useState(detail.problems);
  const [refusals, setRefusals] = useState<readonly Problem[]>([]);
  const [theirs, setTheirs] = useState<Detail | null>(null);
  const [, save] = useMutation(SaveDraftDocument);
  const stored = useRef({ draft: history.present, rowVersion: row.rowVersion });
  const draft = history.present;

  const adopt = useCallback((other: Detail) => {
    const next = toDraft(other);
    stored.current = { draft: next, rowVersion: readFragment(DefinitionRowFragmentDoc, other).rowVersion };
    setHistory(startHistory(next));
    setProblems(other.problems);
    setTheirs(null);
    setSaveState('saved');
  }, []);

  const store = useCallback(
    async (present: Draft) => {
      setSaveState('saving');
      const answer = await save({ input: toInput(row.id, stored.current.rowVersion, present) });
      const refused = readFragment(ProblemPartsFragmentDoc, answer.data?.saveDraft.problems ?? []);
      const saved = readFragment(DefinitionDetailFragmentDoc, answer.data?.saveDraft.definition);
      setRefusals(
        answer.error
          ? [
              {
                code: 'NOT_SAVED',
                message: answer.error.graphQLErrors[0]?.message ?? answer.error.message,
                remedy: null,
              },
            ]
          : refused,
      );
      if (answer.error || (refused.length > 0 && !refused.some((problem) => problem.code === 'DRAFT_CHANGED')))
        return setSaveState('failed');
      if (refused.length > 0) {
        setTheirs(saved ?? null);
        return setSaveState('conflict');
      }
      if (saved) {
        stored.current = { draft: present, rowVersion: readFragment(DefinitionRowFragmentDoc, saved).rowVersion };
        setProblems(saved.problems);
      }
      setSaveState('saved');
    },
    [row.id, save],
  );

  const busy = saveState === 'saving' || saveState === 'conflict';
  useEffect(() => {
    if (!editable || busy || draft === stored.current.draft) return;
    setSaveState('waiting');
    const timer = setTimeout(() => store(draft), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, editable, busy, store]);

  useChanges({ query: DefinitionChangesDocument, variables: { id: row.id } }, ({ definitionChanged }) => {
    const other = readFragment(DefinitionDetailFragmentDoc, definitionChanged.definition);
    if (!other) return;
    const otherVersion = readFragment(DefinitionRowFragmentDoc, other).rowVersion;
    if (otherVersion <= stored.current.rowVersion || saveState === 'saving') return;
    if (draft === stored.current.draft) adopt(other);
    else setTheirs(other);
  });

  return {
    draft,
    saveState,
    problems,
    refusals,
    theirs,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: useCallback(
      (next: (present: Draft) => Draft, merge?: string) =>
        setHistory((current) => record(current, next(current.present), merge ?? null)),
      [],
    ),
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    /** Throws the own changes away and goes on from the other editor's. */
    takeTheirs: () => theirs && adopt(theirs),
    /** Saves the own draft over the other editor's. */
    keepMine: () => {
      if (!theirs) return;
      stored.current.rowVersion = readFragment(DefinitionRowFragmentDoc, theirs).rowVersion;
      setTheirs(null);
      store(draft);
    },
    /** Saves at once; resolves with the row version to act on. */
    flush: async () => {
      if (draft !== stored.current.draft) await store(draft);
      return stored.current.rowVersion;
    },
  };
}

export type EditedDraft = ReturnType<typeof useDraft>;

function toInput(id: string, rowVersion: number, draft: Draft): SaveDraftInput {
  return {
    id,
    rowVersion,
    name: draft.name,
    description: draft.description,
    rootEntity: draft.rootEntity,
    nodes: draft.nodes.map(
      ({ id: nodeId, name, type, x, y, expression, bindMode, bindNodeId, service, timeoutMs, parameters }) => ({
        id: nodeId,
        name,
        type,
        x,
        y,
        expression: expression ?? null,
        bindMode,
        bindNodeId: bindNodeId ?? null,
        service: service ?? null,
        timeoutMs,
        parameters: parameters.map((one) => ({
          name: one.name,
          source: one.source,
          value: one.value ?? null,
          fromNodeId: one.fromNodeId ?? null,
          fromParameter: one.fromParameter ?? null,
        })),
      }),
    ),
    links: draft.links.map(({ id: linkId, source, target, label }) => ({
      id: linkId,
      source,
      target,
      label: label ?? null,
    })),
  };
}
