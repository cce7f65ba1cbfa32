'use client';
import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { DataModelDocument, EntityPartsFragmentDoc } from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { ObjectPanel } from './object-panel.tsx';
import { ObjectTable } from './object-table.tsx';
import { readTrail, type TrailStep, writeStep } from './object-trail.ts';
import { packageColors } from './package-colors.ts';

/** Any object of any package; the address names entity and object. */
export function ObjectsPage() {
  const { t } = useWords();
  const router = useRouter();
  const search = useSearchParams();
  const [{ data, error }, refetch] = useLiveQuery({ query: DataModelDocument });
  const entities = readFragment(EntityPartsFragmentDoc, data?.dataModel.entities ?? []);
  const colors = useMemo(() => packageColors((data?.dataModel.packages ?? []).map((one) => one.name)), [data]);
  const entity = entities.find((one) => one.name === search.get('entity')) ?? entities[0];
  const objectId = search.get('object');
  const trail = readTrail(search);
  const go = (change: { entity?: string; object?: string | null }) =>
    router.replace(pathWith('/design/objects', { entity: entity?.name, object: objectId, ...change }), {
      scroll: false,
    });
  const hrefTo = (step: TrailStep, way: readonly TrailStep[]) =>
    pathWith('/design/objects', { entity: step.entity, object: step.objectId, from: way.map(writeStep) });
  return (
    <>
      <PageHead
        title={t('shell.objects')}
        actions={
          entity && (
            <Link className="button" href={`/design/model?entity=${encodeURIComponent(entity.name)}`}>
              {t('shell.dataModel')}
            </Link>
          )
        }
      />
      {error && !data && (
        <Failure error={error} what={t('model.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!data && !error && <SkeletonRows />}
      {data && !entity && (
        <EmptyState
          icon={Boxes}
          title={t('model.none')}
          action={
            <Link className="button primary" href="/collaborate/packages">
              {t('shell.packages')}
            </Link>
          }
        >
          {t('model.noneHint')}
        </EmptyState>
      )}
      {entity && (
        <div className="split">
          <nav className="entity-list scroll" aria-label={t('objects.entities')}>
            {entities.map((one) => (
              <button
                key={one.id}
                type="button"
                className={one.name === entity.name ? 'on' : ''}
                aria-current={one.name === entity.name ? 'true' : undefined}
                onClick={() => go({ entity: one.name, object: null })}
                data-testid={`entity-choice-${one.name}`}
              >
                <span className="package-dot" style={{ background: colors.get(one.packageName) }} />
                <span className="clip">
                  <span className="tertiary">{one.packageName}:</span>
                  {one.entityName}
                </span>
              </button>
            ))}
          </nav>
          <ObjectTable key={entity.name} entity={entity} selected={objectId} onSelect={(id) => go({ object: id })} />
          {objectId && (
            <ObjectPanel
              key={objectId}
              entityName={entity.name}
              objectId={objectId}
              entities={entities}
              trail={trail}
              hrefTo={hrefTo}
              onClose={() => go({ object: null })}
            />
          )}
        </div>
      )}
    </>
  );
}
