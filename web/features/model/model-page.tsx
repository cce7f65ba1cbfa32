'use client';
import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import { ExpressionEditor } from '../../components/expression/expression-editor.tsx';
import { ExpressionProblemLine } from '../../components/expression/expression-problem-line.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, ErrorText, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { DataModelDocument, EntityPartsFragmentDoc, ObjectPartsFragmentDoc } from '../../gql/graphql.ts';
import { references } from '../../lib/flow/model-layout.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { ModelGraph } from './model-graph.tsx';
import { ObjectPanel } from './object-panel.tsx';
import { ObjectRows, ObjectTable } from './object-table.tsx';
import { readTrail, type TrailStep, writeStep } from './object-trail.ts';
import { packageColors } from './package-colors.ts';
import { SyncMenu } from './sync-menu.tsx';
import { useExpression } from './use-expression.ts';

/** Every package's entities as one graph, an expression walking through it, and the objects behind it. */
export function ModelPage() {
  const { t } = useWords();
  const router = useRouter();
  const search = useSearchParams();
  const [{ data, error }, refetch] = useLiveQuery({ query: DataModelDocument });
  const asked = search.get('expression') ?? '';
  const [text, setText] = useState(asked);
  const [shown, setShown] = useState<'entity' | 'expression'>(asked && !search.get('entity') ? 'expression' : 'entity');
  const [taken, setTaken] = useState(asked);
  // A link of the page itself may bring another expression.
  if (taken !== asked) {
    setTaken(asked);
    setText(asked);
    if (!search.get('entity')) setShown('expression');
  }
  const expression = useExpression(text);
  const all = readFragment(EntityPartsFragmentDoc, data?.dataModel.entities ?? []);
  const colors = useMemo(() => packageColors((data?.dataModel.packages ?? []).map((one) => one.name)), [data]);
  const onlyPackage = search.get('package');
  const entities = useMemo(() => (onlyPackage ? withNeighbours(all, onlyPackage) : all), [all, onlyPackage]);
  const selected = search.get('entity') ?? null;
  const objectId = search.get('object');
  const go = (change: { entity?: string | null; object?: string | null; package?: string | null }) =>
    router.replace(
      pathWith('/design/model', {
        package: onlyPackage,
        entity: selected,
        object: objectId,
        expression: text || null,
        ...change,
      }),
      { scroll: false },
    );
  const trail = readTrail(search);
  const hrefTo = (step: TrailStep, way: readonly TrailStep[]) =>
    pathWith('/design/model', {
      ...{ package: onlyPackage, entity: step.entity, object: step.objectId, from: way.map(writeStep) },
    });
  const walked = useWalked(search);
  const entity = all.find((one) => one.name === selected);
  const resultEntity = expression.check?.ok ? expression.check.resultEntity : null;
  const showsResult = shown === 'expression' && resultEntity;
  const tableEntity = showsResult ? resultEntity : selected;
  const crossing = references(all).filter((one) => one.from.split(':')[0] !== one.to.split(':')[0]).length;
  return (
    <>
      <PageHead
        title={t('shell.dataModel')}
        beside={
          data && (
            <span className="sm secondary clip">
              {t('model.summary', {
                entities: all.length,
                packages: data.dataModel.packages.length,
                references: references(all).length,
                crossing,
              })}
            </span>
          )
        }
        actions={<SyncMenu packages={data?.dataModel.packages ?? []} />}
      >
        <div className="chips">
          {(data?.dataModel.packages ?? []).map((one) => (
            <button
              key={one.name}
              type="button"
              className="chip"
              aria-pressed={onlyPackage === one.name}
              onClick={() => go({ package: onlyPackage === one.name ? null : one.name })}
              data-testid={`model-package-${one.name}`}
            >
              <span className="package-dot" style={{ background: colors.get(one.name) }} />
              {one.name}
              <span className="label">{t('model.packageFacts', { count: one.entityCount, version: one.version })}</span>
            </button>
          ))}
        </div>
        <div className="row" style={{ marginTop: 8, alignItems: 'flex-start' }}>
          <div className="grow">
            <ExpressionEditor
              value={text}
              onChange={(value) => {
                setText(value);
                setShown('expression');
              }}
              label={t('model.expression')}
              placeholder={t('model.expressionHint')}
              badFrom={expression.problem?.position}
              badTo={expression.problem?.end}
              testId="model-expression"
              onSubmit={() => setShown('expression')}
            />
            {expression.problem && (
              <ExpressionProblemLine
                problem={expression.problem}
                testId="model-expression-problem"
                onTake={(word) => {
                  const { position = 0, end = 0 } = expression.problem ?? {};
                  setText(text.slice(0, position) + word + text.slice(end));
                }}
              />
            )}
            {expression.error && !expression.fetching && (
              <p className="sm failed-text">
                <ErrorText error={expression.error} />
              </p>
            )}
          </div>
          {expression.check?.ok && expression.result && (
            <span aria-live="polite" style={{ paddingTop: 5 }}>
              <StateBadge tone={expression.result.totalCount > 0 ? 'ok' : 'warning'} testId="expression-count">
                {t('model.found', { count: expression.result.totalCount })}
              </StateBadge>
            </span>
          )}
        </div>
      </PageHead>
      {error && !data && (
        <Failure error={error} what={t('model.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!data && !error && <SkeletonRows />}
      {data && all.length === 0 && (
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
      {all.length > 0 && (
        <>
          <ModelGraph
            entities={entities}
            colors={colors}
            selected={tableEntity ?? null}
            path={walked.path.length > 0 ? walked.path : expression.path}
            lit={walked.path.length > 0 ? walked.lit : expression.lit}
            counts={walked.path.length > 0 ? NO_COUNTS : expression.counts}
            onSelect={(name) => {
              setShown('entity');
              go({ entity: name, object: null });
            }}
          />
          {tableEntity && (
            <div className="split model-objects">
              {showsResult && expression.result ? (
                <ObjectRows
                  title={t('model.resultOf')}
                  entity={all.find((one) => one.name === resultEntity)}
                  rows={readFragment(ObjectPartsFragmentDoc, expression.result.objects)}
                  total={expression.result.totalCount}
                  selected={objectId}
                  onSelect={(id) => go({ entity: resultEntity, object: id })}
                />
              ) : (
                entity && (
                  <ObjectTable
                    key={entity.name}
                    entity={entity}
                    selected={objectId}
                    onSelect={(id) => go({ object: id })}
                  />
                )
              )}
              {objectId && (entity || showsResult) && (
                <ObjectPanel
                  entityName={showsResult && trail.length === 0 ? resultEntity : (selected ?? '')}
                  objectId={objectId}
                  entities={all}
                  trail={trail}
                  hrefTo={hrefTo}
                  onClose={() => go({ object: null })}
                />
              )}
            </div>
          )}
        </>
      )}
    </>
  );
}

const NO_COUNTS: ReadonlyMap<string, number> = new Map();

/** The entities that a person walked through from object to object, and the steps between them, to be lit in the graph. */
function useWalked(search: URLSearchParams) {
  return useMemo(() => {
    const names = [...readTrail(search).map((step) => step.entity), search.get('entity') ?? ''];
    const path = names.slice(1).map((to, at) => ({ from: names[at] ?? '', to }));
    return { lit: new Set(names), path };
  }, [search]);
}

/** A package's entities and the ones they touch. */
function withNeighbours<
  E extends { name: string; packageName: string; attributes: readonly { name: string; references?: string | null }[] },
>(all: readonly E[], packageName: string): E[] {
  const links = references(all);
  const own = new Set(all.filter((one) => one.packageName === packageName).map((one) => one.name));
  const near = new Set(
    links.filter((link) => own.has(link.from) || own.has(link.to)).flatMap((link) => [link.from, link.to]),
  );
  return all.filter((one) => own.has(one.name) || near.has(one.name));
}
