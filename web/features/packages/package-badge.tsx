'use client';
import { StateBadge } from '../../components/state.tsx';
import type { PackageRowFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { packageState } from './package-state.ts';

export function PackageBadge({ one }: { one: PackageRowFragment }) {
  const { t } = useWords();
  const { kind, tone, down, total } = packageState(one);
  return (
    <StateBadge tone={tone} testId={`package-state-${one.name}-${one.version}`}>
      {kind === 'down' ? t('packageState.down', { down, total }) : t(`packageState.${kind}`)}
    </StateBadge>
  );
}
