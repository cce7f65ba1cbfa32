'use client';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge, type Tone } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type DefinitionImportChange,
  type DefinitionImportPartsFragment,
  ProblemPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type Step = DefinitionImportPartsFragment['steps'][number];

const TONES: Record<DefinitionImportChange, Tone> = {
  ADDED: 'ok',
  NEW_VERSION: 'running',
  DRAFT_REPLACED: 'running',
  UNCHANGED: 'waiting',
  LEFT_OUT: 'warning',
};

/** The orchestrations that become drafts. */
export const takenSteps = (preview: DefinitionImportPartsFragment | null): readonly Step[] =>
  preview?.steps.filter(({ change }) => change !== 'UNCHANGED' && change !== 'LEFT_OUT') ?? [];

/** What an import makes of each orchestration of a file, with what is lacking here and what must be put right. */
export function DefinitionImportPreview({ preview }: { preview: DefinitionImportPartsFragment }) {
  const { t } = useWords();
  const problems = readFragment(ProblemPartsFragmentDoc, preview.problems);
  return (
    <div className="stack" data-testid="import-preview">
      <ProblemList problems={problems} />
      {preview.format && <p className="sm tertiary">{t(`definitionFile.${preview.format}`)}</p>}
      {preview.steps.length > 0 && (
        <table className="table compact wrapping">
          <thead>
            <tr>
              <th>{t('runs.orchestration')}</th>
              <th style={{ width: 150 }}>{t('design.change')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.steps.map((step) => (
              <StepRow key={step.key} step={step} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function StepRow({ step }: { step: Step }) {
  const { t } = useWords();
  const notes = readFragment(ProblemPartsFragmentDoc, step.notes);
  const problems = readFragment(ProblemPartsFragmentDoc, step.problems);
  const errors = step.designProblems.filter(({ level }) => level === 'ERROR');
  const warnings = step.designProblems.length - errors.length;
  return (
    <tr data-testid={`import-${step.key}`} data-change={step.change}>
      <td className="lines">
        <span className="medium">{step.name}</span>{' '}
        <span className="sm tertiary">
          v{step.version} · {t('design.nodeCount', { count: step.nodeCount })} ·{' '}
          {t('design.linkCount', { count: step.linkCount })}
        </span>
        <Sentences sentences={problems} />
        <Sentences sentences={notes} />
        {step.designProblems.length > 0 && (
          <details className="sm">
            <summary>{t('design.toPutRight', { errors: errors.length, warnings })}</summary>
            <Sentences sentences={step.designProblems} />
          </details>
        )}
      </td>
      <td>
        <StateBadge tone={TONES[step.change]}>{t(`definitionImport.${step.change}`)}</StateBadge>
      </td>
    </tr>
  );
}

type Sentence = Pick<Problem, 'code' | 'message' | 'remedy'> & { parameters?: unknown };

function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  const { say, remedy } = useWords();
  return sentences.map((one) => (
    <div key={`${one.code} ${one.message}`} className="sm note-line">
      {say(one as Problem)} <span className="tertiary">{remedy(one as Problem)}</span>
    </div>
  ));
}
