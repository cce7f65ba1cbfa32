'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { StateIcon } from '../../components/state.tsx';
import type { DefinitionQuery } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { ChangeCounts } from './change-counts.tsx';
import type { DraftChanges } from './compare-drafts.ts';
import { useFieldName } from './conflict-dialog.tsx';
import { DEFINITION_TONES } from './definition-states.ts';
import { onlyNode, type Selection } from './selection.ts';

type Versions = NonNullable<DefinitionQuery['definition']>['versions'];
type DrawerProps = {
  current: string;
  versions: Versions;
  against: string | null;
  changes: DraftChanges | null;
  onCompare: (id: string | null) => void;
  onShow: (selection: Selection, field: string | null) => void;
  onClose: () => void;
};

/** Every version of the orchestration; one chosen is compared with the one on the canvas. */
export function VersionsDrawer({ current, versions, against, changes, onCompare, onShow, onClose }: DrawerProps) {
  const { t, moment } = useWords();
  return (
    <aside className="side" style={{ width: 408 }} aria-label={t('design.versions')} data-testid="versions-panel">
      <div className="section row">
        <h2 className="heading large">{t('design.versions')}</h2>
        <span className="grow" />
        <button type="button" className="icon-button small" aria-label={t('general.close')} onClick={onClose}>
          <X size={15} />
        </button>
      </div>
      <ul className="version-list">
        {[...versions]
          .sort((one, other) => other.version - one.version)
          .map((version) => (
            <li
              key={version.id}
              aria-current={version.id === current || undefined}
              data-testid={`version-${version.version}`}
            >
              <StateIcon tone={DEFINITION_TONES[version.status]} />
              <Link href={`/collaborate/orchestrations/${version.id}`} className="medium">
                v{version.version}
              </Link>
              <span>{t(`definitionStatus.${version.status}`)}</span>
              <span className="sm tertiary clip grow">
                {t('general.by', { when: moment(version.deployedAt ?? version.updatedAt), who: version.updatedBy })}
              </span>
              {version.id === current ? (
                <span className="tag">{t('diff.shown')}</span>
              ) : (
                <button
                  type="button"
                  className="button small"
                  aria-pressed={against === version.id}
                  onClick={() => onCompare(against === version.id ? null : version.id)}
                  data-testid={`compare-${version.version}`}
                >
                  {t('diff.compare')}
                </button>
              )}
            </li>
          ))}
      </ul>
      {changes && <ChangeList changes={changes} onShow={onShow} />}
    </aside>
  );
}

function ChangeList({ changes, onShow }: { changes: DraftChanges; onShow: DrawerProps['onShow'] }) {
  const { t } = useWords();
  const fieldName = useFieldName();
  const nodes = [
    ...changes.added.map((node) => ({ ...node, tone: 'ok', what: t('diff.nodeAdded') })),
    ...changes.changed.map((node) => ({
      ...node,
      tone: 'person',
      what: node.fields.map(fieldName).join(t('general.comma')),
    })),
    ...changes.removed.map((node) => ({ ...node, tone: 'failed', what: t('diff.nodeRemoved') })),
  ];
  return (
    <div className="section" data-testid="version-changes">
      <ChangeCounts changes={changes} />
      <dl className="key-values" style={{ marginTop: 8 }}>
        {nodes.map((node) => (
          <div key={node.id} style={{ display: 'contents' }}>
            <dt>
              {node.tone === 'failed' ? (
                node.name
              ) : (
                <button type="button" className="link-button" onClick={() => onShow(onlyNode(node.id), null)}>
                  {node.name}
                </button>
              )}
            </dt>
            <dd style={{ color: `var(--${node.tone}-fg)` }}>{node.what}</dd>
          </div>
        ))}
        {changes.properties.length > 0 && (
          <>
            <dt>{t('design.whole')}</dt>
            <dd>{changes.properties.map(fieldName).join(t('general.comma'))}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
