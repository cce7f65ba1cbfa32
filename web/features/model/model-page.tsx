'use client';
import { Boxes, RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useMutation } from 'urql';
import { ExpressionEditor } from '../../components/expression/expression-editor.tsx';
import { Menu } from '../../components/menu.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, ErrorText, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DataModelDocument,
  EntityPartsFragmentDoc,
  ObjectPartsFragmentDoc,
  ProblemPartsFragmentDoc,
  SyncDataModelDocument,
} from '../../gql/graphql.ts';
import { references } from '../../lib/flow/model-layout.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';
import { ModelGraph } from './model-graph.tsx';
import { ObjectPanel } from './object-panel.tsx';
import { ObjectRows, ObjectTable } from './object-table.tsx';
import { packageColors } from './package-colors.ts';
import { useExpression } from './use-expression.ts';

/** Every package's entities as one graph, an expression walking through it, and the objects behind it. */
export function ModelPage() {
  const { t, say } = useWords();
  const router = useRouter();
  const search = useSearchParams();
  const [{ data, error }, refetch] = useLiveQuery({ query: DataModelDocument });
  const [text, setText] = useState(search.get('expression') ?? '');
  const [shown, setShown] = useState<'entity' | 'expression'>('entity');
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
              <p
                className="sm failed-text"
                role="alert"
                style={{ marginTop: 2 }}
                data-testid="model-expression-problem"
              >
                {t('expression.at', { position: expression.problem.position + 1 })} {say(expression.problem)}{' '}
                {expression.problem.suggestion && t('expression.suggestion', { word: expression.problem.suggestion })}
                {!expression.problem.suggestion &&
                  expression.problem.expected.length > 0 &&
                  t('expression.expected', { words: expression.problem.expected.slice(0, 6).join(', ') })}
              </p>
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
            path={expression.path}
            lit={expression.lit}
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
                  entityName={showsResult ? resultEntity : (selected ?? '')}
                  objectId={objectId}
                  entities={all}
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

function SyncMenu({ packages }: { packages: readonly { name: string; dynamic: boolean }[] }) {
  const { t, say } = useWords();
  const toast = useToast();
  const maySync = useCan('model:sync');
  const [{ fetching }, sync] = useMutation(SyncDataModelDocument);
  const dynamic = packages.filter((one) => one.dynamic);
  if (!maySync || dynamic.length === 0) return null;
  const run = async (packageName: string) => {
    const answer = await sync({ input: { packageName } });
    const payload = answer.data?.syncDataModel;
    const problems = readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []);
    if (answer.error || problems.length > 0)
      return toast(
        'failed',
        (problems[0] ? say(problems[0]) : undefined) ??
          answer.error?.graphQLErrors[0]?.message ??
          t('failure.unreachable'),
      );
    toast(
      'ok',
      t('model.synced', {
        name: packageName,
        added: payload?.added.length ?? 0,
        changed: payload?.changed.length ?? 0,
        removed: payload?.removed.length ?? 0,
      }),
    );
  };
  return (
    <Menu
      label={t('model.sync')}
      className="button primary"
      testId="sync-model"
      trigger={
        <>
          <RefreshCw size={14} aria-hidden="true" />
          {fetching ? t('model.syncing') : t('model.sync')}
        </>
      }
    >
      {(close) =>
        dynamic.map((one) => (
          <button
            key={one.name}
            type="button"
            role="menuitem"
            onClick={() => (close(), run(one.name))}
            data-testid={`sync-${one.name}`}
          >
            {one.name}
          </button>
        ))
      }
    </Menu>
  );
}
