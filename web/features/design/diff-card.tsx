'use client';
import type { DefinitionQuery, DefinitionRowFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { ChangeCounts } from './change-counts.tsx';
import { hasChanges } from './compare-drafts.ts';
import type { Draft } from './draft.ts';
import { useComparison } from './use-comparison.ts';

type CardProps = {
  row: DefinitionRowFragment;
  versions: NonNullable<DefinitionQuery['definition']>['versions'];
  draft: Draft;
  against: string | null;
  onCompare: (id: string | null) => void;
};

/** What the draft changes about the version that runs now, with the drawing of it a press away. */
export function DiffCard({ row, versions, draft, against, onCompare }: CardProps) {
  const { t } = useWords();
  const deployed = versions
    .filter((version) => version.status === 'DEPLOYED' && version.version < row.version)
    .sort((one, other) => other.version - one.version)[0];
  const comparison = useComparison(row.status === 'DRAFT' && deployed ? deployed.id : null, draft);
  if (!deployed || !comparison || !hasChanges(comparison.changes)) return null;
  const shown = against === deployed.id;
  return (
    <div className="diff-card" data-testid="diff-card">
      <div className="row">
        <b className="medium">{t('diff.against', { draft: row.version, version: deployed.version })}</b>
        <button
          type="button"
          className="link-button push"
          onClick={() => onCompare(shown ? null : deployed.id)}
          data-testid="show-diff"
        >
          {t(shown ? 'diff.hide' : 'diff.show')}
        </button>
      </div>
      <ChangeCounts changes={comparison.changes} />
    </div>
  );
}
