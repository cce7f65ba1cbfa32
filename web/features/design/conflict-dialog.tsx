'use client';
import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { DefinitionRowFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { WORDS, type WordKey } from '../../locales/index.ts';
import type { Conflict } from './merge-drafts.ts';
import type { EditedDraft } from './use-draft.ts';

type Side = 'mine' | 'theirs';

/** What two people changed differently, property by property, with both values; everything else is merged already. */
export function ConflictDialog({ edited }: { edited: EditedDraft }) {
  const { t, moment } = useWords();
  const [choices, setChoices] = useState<Record<string, Side>>({});
  if (!edited.theirs) return null;
  const { updatedBy, updatedAt } = readFragment(DefinitionRowFragmentDoc, edited.theirs);
  const chooseAll = (side: Side) => setChoices(Object.fromEntries(edited.conflicts.map(({ key }) => [key, side])));
  const open = edited.conflicts.filter(({ key }) => !choices[key]).length;
  const foot = (
    <>
      <button type="button" className="button quiet" onClick={() => chooseAll('theirs')} data-testid="take-theirs">
        {t('conflict.allTheirs', { who: updatedBy })}
      </button>
      <button type="button" className="button quiet" onClick={() => chooseAll('mine')} data-testid="keep-mine">
        {t('conflict.allMine')}
      </button>
      <button
        type="button"
        className="button primary push"
        disabled={open > 0}
        onClick={() => edited.settle(({ key }) => choices[key] ?? 'mine')}
        data-testid="settle-conflicts"
      >
        {t('conflict.settle')}
      </button>
    </>
  );
  return (
    <Dialog title={t('conflict.title')} onClose={() => {}} foot={foot} wide testId="draft-conflict">
      <p className="sm secondary">{t('conflict.what', { who: updatedBy, when: moment(updatedAt) })}</p>
      <table className="table wrapping" style={{ marginTop: 12 }}>
        <thead>
          <tr>
            <th style={{ width: '26%' }}>{t('conflict.where')}</th>
            <th>{t('conflict.mine')}</th>
            <th>{t('conflict.theirs', { who: updatedBy })}</th>
          </tr>
        </thead>
        <tbody>
          {edited.conflicts.map((conflict) => (
            <ConflictRow
              key={conflict.key}
              conflict={conflict}
              edited={edited}
              choice={choices[conflict.key]}
              onChoose={(side) => setChoices({ ...choices, [conflict.key]: side })}
            />
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

type RowProps = {
  conflict: Conflict;
  edited: EditedDraft;
  choice: Side | undefined;
  onChoose: (side: Side) => void;
};

function ConflictRow({ conflict, edited, choice, onChoose }: RowProps) {
  const { t } = useWords();
  const fieldName = useFieldName();
  const nodes = edited.draft.nodes;
  const nameOf = (id: unknown) => nodes.find((node) => node.id === id)?.name ?? String(id ?? '');
  const link = edited.draft.links.find((one) => one.id === conflict.id);
  const given = (conflict.mine ?? conflict.theirs ?? conflict.base) as { name?: string } | null;
  const where =
    conflict.of === 'definition'
      ? t('design.whole')
      : conflict.of === 'link'
        ? `${nameOf(link?.source)} → ${nameOf(link?.target)}`
        : (nodes.find((node) => node.id === conflict.id)?.name ?? given?.name ?? '');
  const show = (value: unknown) =>
    conflict.field === 'gone'
      ? t(value ? 'conflict.kept' : 'conflict.removed')
      : print(value, nameOf) || t('conflict.empty');
  return (
    <tr data-testid={`conflict-${conflict.field}`}>
      <td>
        <div className="medium clip">{where}</div>
        <div className="sm tertiary">
          {conflict.field === 'gone' ? t('conflict.existence') : fieldName(conflict.field)}
        </div>
      </td>
      {(['mine', 'theirs'] as const).map((side) => (
        <td key={side}>
          <label className="row tight">
            <input
              type="radio"
              name={conflict.key}
              checked={choice === side}
              onChange={() => onChoose(side)}
              data-testid={`choose-${side}-${conflict.field}`}
            />
            <span className="mono sm break">{show(conflict[side])}</span>
          </label>
        </td>
      ))}
    </tr>
  );
}

/** The name of a property of a definition, node or link, as the forms call it. */
export function useFieldName(): (field: string) => string {
  const { t } = useWords();
  return (field) => {
    if (field.startsWith('parameters.')) return `${t('design.parameter')} ${field.slice('parameters.'.length)}`;
    const key = `field.${field}`;
    return key in WORDS ? t(key as WordKey) : field;
  };
}

function print(value: unknown, nameOf: (id: unknown) => string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => print(one, nameOf)).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([key, one]) => key !== '__typename' && key !== 'name' && one !== null && one !== '')
    .map(([key, one]) => (key === 'fromNodeId' ? nameOf(one) : print(one, nameOf)))
    .join(' ');
}
