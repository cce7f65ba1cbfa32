'use client';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge, type Tone } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type ImportPartsFragment, ProblemPartsFragmentDoc, type ServiceImportChange } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

const TONES: Record<ServiceImportChange, Tone> = {
  ADDED: 'ok',
  CHANGED: 'running',
  UNCHANGED: 'waiting',
  LEFT_OUT: 'warning',
};

const ASPECTS = ['target', 'status', 'roles', 'objects'] as const;
const isAspect = (name: string): name is (typeof ASPECTS)[number] => ASPECTS.some((one) => one === name);

/** What an import takes, changes and leaves, one line for each registration and variable. */
export function ImportPreview({ preview }: { preview: ImportPartsFragment }) {
  const { t } = useWords();
  const problems = readFragment(ProblemPartsFragmentDoc, preview.problems);
  const notes = readFragment(ProblemPartsFragmentDoc, preview.notes);
  if (problems.length > 0 && preview.steps.length === 0) return <ProblemList problems={problems} />;
  return (
    <div className="stack" data-testid="import-preview">
      <ProblemList problems={problems} />
      <Notes notes={notes} />
      <table className="table compact wrapping">
        <thead>
          <tr>
            <th>{t('services.registration')}</th>
            <th style={{ width: 130 }}>{t('services.change')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.steps.map((step) => (
            <tr key={step.title} data-testid={`import-${step.title}`} data-change={step.change}>
              <td className="lines">
                <span className="mono">{step.title}</span>
                {step.changed.length > 0 && (
                  <span className="sm tertiary">
                    {' '}
                    {step.changed
                      .map((one) => (isAspect(one) ? t(`serviceAspect.${one}`) : one))
                      .join(t('general.comma'))}
                  </span>
                )}
                <Notes notes={readFragment(ProblemPartsFragmentDoc, step.notes)} />
              </td>
              <td>
                <StateBadge tone={TONES[step.change]}>{t(`importChange.${step.change}`)}</StateBadge>
              </td>
            </tr>
          ))}
          {preview.variables.map((one) => (
            <tr key={one.name}>
              <td className="mono">
                {one.name} <span className="sm tertiary">{t('services.variable')}</span>
              </td>
              <td>
                <StateBadge tone={TONES[one.change]}>{t(`importChange.${one.change}`)}</StateBadge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.untouched.length > 0 && (
        <p className="sm tertiary">{t('services.untouched', { names: preview.untouched.join(t('general.comma')) })}</p>
      )}
    </div>
  );
}

function Notes({ notes }: { notes: readonly Problem[] }) {
  const { say, remedy } = useWords();
  return notes.map((note) => (
    <div key={`${note.code} ${note.message}`} className="sm note-line">
      {say(note)} <span className="tertiary">{remedy(note)}</span>
    </div>
  ));
}
