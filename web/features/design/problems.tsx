'use client';
import { ChevronDown, ChevronUp, CircleAlert, TriangleAlert } from 'lucide-react';
import { memo, useState } from 'react';
import type { Problem } from '../../components/problems.tsx';
import { StateIcon } from '../../components/state.tsx';
import type { DefinitionDetailFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { Draft } from './draft.ts';
import { NOTHING, onlyLink, onlyNode, type Selection } from './selection.ts';

type ProblemsProps = {
  problems: DefinitionDetailFragment['problems'];
  refusals: readonly Problem[];
  draft: Draft;
  /** Leads to the node or link, and to the field of it. */
  onShow: (selection: Selection, field: string | null) => void;
};

/** What stands in the way of deploying, and what only deserves a look. */
export const Problems = memo(function Problems({ problems, refusals, draft, onShow }: ProblemsProps) {
  const { t, say, remedy } = useWords();
  const [open, setOpen] = useState(true);
  const errors = problems.filter((problem) => problem.level === 'ERROR');
  const warnings = problems.filter((problem) => problem.level === 'WARNING');
  return (
    <section
      className="problems"
      aria-label={t('design.problems')}
      data-testid="design-problems"
      data-errors={errors.length}
    >
      <header>
        <h2 className="heading">{t('design.problems')}</h2>
        <span className="row" aria-live="polite">
          {errors.length > 0 && (
            <span className="badge state-failed">
              <CircleAlert size={13} aria-hidden="true" />
              {t('design.blocked', { count: errors.length })}
            </span>
          )}
          {warnings.length > 0 && (
            <span className="badge state-warning">
              <TriangleAlert size={13} aria-hidden="true" />
              {t('design.warnings', { count: warnings.length })}
            </span>
          )}
          {problems.length === 0 && refusals.length === 0 && (
            <span className="badge state-ok">
              <StateIcon tone="ok" />
              {t('design.noProblems')}
            </span>
          )}
          {refusals.map((refusal) => (
            <span key={say(refusal)} className="badge state-failed" title={remedy(refusal)}>
              <CircleAlert size={13} aria-hidden="true" />
              {say(refusal)}
            </span>
          ))}
        </span>
        {problems.length > 0 && (
          <button
            type="button"
            className="icon-button small push"
            aria-expanded={open}
            aria-label={t('design.problems')}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown size={15} /> : <ChevronUp size={15} />}
          </button>
        )}
      </header>
      {open && problems.length > 0 && (
        <ul>
          {[...errors, ...warnings].map((problem) => {
            const place = placeOf(problem, draft);
            const Icon = problem.level === 'ERROR' ? CircleAlert : TriangleAlert;
            return (
              <li
                key={`${problem.code} ${problem.nodeId} ${problem.linkId} ${problem.field} ${problem.message}`}
                data-code={problem.code}
              >
                <Icon
                  size={15}
                  aria-hidden="true"
                  style={{ color: problem.level === 'ERROR' ? 'var(--failed-fg)' : 'var(--person-fg)' }}
                />
                <span className="where clip">{place.name ?? t('design.whole')}</span>
                <span className="secondary grow break">
                  {say(problem)} <span className="tertiary">{remedy(problem)}</span>
                </span>
                {(place.name || problem.field) && (
                  <button
                    type="button"
                    className="link-button sm"
                    onClick={() => onShow(place.selection, problem.field ?? 'name')}
                    data-testid="show-problem"
                  >
                    {t('design.show')}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
});

type DesignProblem = ProblemsProps['problems'][number];

/** Where a problem is: its node, its link, or the orchestration as a whole. */
function placeOf(problem: DesignProblem, draft: Draft): { name?: string; selection: Selection } {
  const nameOf = (id: string | null | undefined) => draft.nodes.find((one) => one.id === id)?.name;
  const link = draft.links.find((one) => one.id === problem.linkId);
  const name = nameOf(problem.nodeId) ?? (link && `${nameOf(link.source)} → ${nameOf(link.target)}`);
  if (link) return { name, selection: onlyLink(link.id) };
  return { name, selection: problem.nodeId && name !== undefined ? onlyNode(problem.nodeId) : NOTHING };
}
