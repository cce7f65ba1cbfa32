'use client';
import { StateIcon } from '../../components/state.tsx';
import type { CheckLevel, PackageDetailQuery } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

const TONES: Record<CheckLevel, 'ok' | 'warning' | 'failed'> = { OK: 'ok', WARNING: 'warning', ERROR: 'failed' };

export type Check = NonNullable<PackageDetailQuery['package']>['checks'][number];

/** What stands in the way of a change of a package, and what is to be known about it. */
export function CheckList({ checks, nothing }: { checks: readonly Check[]; nothing: string }) {
  const { say, remedy } = useWords();
  return (
    <ul className="check-list" data-testid="package-checks">
      {checks.length === 0 && (
        <li>
          <StateIcon tone="ok" />
          {nothing}
        </li>
      )}
      {checks.map((check) => (
        <li key={check.code + check.message} data-level={check.level}>
          <StateIcon tone={TONES[check.level]} />
          <span>
            {say(check)} <span className="tertiary">{remedy(check)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
