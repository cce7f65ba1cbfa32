'use client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useQuery } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ObjectDocument, ObjectPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { TrailStep } from './object-trail.ts';

type TrailProps = { steps: readonly TrailStep[]; current: string; hrefOf: (step: TrailStep, at: number) => string };

/** The objects that were passed on the way to this one; each leads back to where it was. */
export function Trail({ steps, current, hrefOf }: TrailProps) {
  const { t } = useWords();
  if (steps.length === 0) return null;
  return (
    <nav className="trail sm" aria-label={t('objects.trail')} data-testid="object-trail">
      {steps.map((step, at) => (
        <span key={`${step.entity}:${step.objectId}`} className="row">
          <Link href={hrefOf(step, at)} title={step.entity} data-testid={`trail-${step.objectId}`}>
            <StepName {...step} />
          </Link>
          <ChevronRight size={12} aria-hidden="true" />
        </span>
      ))}
      <span aria-current="page">{current}</span>
    </nav>
  );
}

function StepName({ entity, objectId }: TrailStep) {
  const [{ data }] = useQuery({ query: ObjectDocument, variables: { entity, objectId } });
  return readFragment(ObjectPartsFragmentDoc, data?.object)?.displayName ?? objectId;
}
