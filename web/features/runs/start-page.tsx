'use client';
import { Play, Workflow } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { CodeText } from '../../components/code-text.tsx';
import { ObjectPicker } from '../../components/object-picker.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DefinitionRowFragmentDoc,
  DefinitionsDocument,
  ProblemPartsFragmentDoc,
  RunRowFragmentDoc,
  StartRunDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { type Exclusions, RunPreview } from './run-preview.tsx';

/** Starts a run: which orchestration, for which object, touching what. The choices are part of the address. */
export function StartPage() {
  const { t, moment } = useWords();
  const router = useRouter();
  const search = useSearchParams();
  const definitionId = search.get('definition');
  const objectId = search.get('object');
  const [exclusions, setExclusions] = useState<Exclusions>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const key = useRef(crypto.randomUUID());
  const [{ fetching }, startRun] = useMutation(StartRunDocument);
  const [{ data, error }, refetch] = useQuery({
    query: DefinitionsDocument,
    variables: { first: 200, where: { status: ['DEPLOYED'] }, orderBy: { field: 'NAME', direction: 'ASC' } },
  });
  const deployed = latestOfEachKey(readFragment(DefinitionRowFragmentDoc, data?.definitions.nodes ?? []), definitionId);
  const definition = deployed.find((one) => one.id === definitionId);
  const choose = (change: { definition?: string | null; object?: string | null }) => {
    setExclusions({});
    setProblems([]);
    router.replace(pathWith('/execute/start', { definition: definitionId, object: objectId, ...change }));
  };
  const start = async () => {
    if (!definition || !objectId) return;
    const exclude = Object.entries(exclusions)
      .filter(([, ids]) => ids.length > 0)
      .map(([nodeId, objectIds]) => ({ nodeId, objectIds }));
    const answer = await startRun({
      input: { definitionId: definition.id, rootObjectId: objectId, idempotencyKey: key.current, exclude },
    });
    const refused = answer.error
      ? [
          {
            code: 'INTERNAL',
            message: answer.error.graphQLErrors[0]?.message ?? t('failure.unreachable'),
            remedy: null,
          },
        ]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.startRun.problems ?? []);
    setProblems(refused);
    const run = readFragment(RunRowFragmentDoc, answer.data?.startRun.run);
    if (run) router.push(`/execute/runs/${run.id}`);
  };
  return (
    <>
      <PageHead
        title={t('shell.start')}
        actions={
          <button
            type="button"
            className="button primary"
            disabled={!definition || !objectId || fetching}
            onClick={start}
            data-testid="start-run"
          >
            <Play size={14} aria-hidden="true" />
            {fetching ? t('start.starting') : t('start.start')}
          </button>
        }
      />
      <div className="split start">
        <section className="start-choices scroll" aria-label={t('start.orchestration')}>
          <div className="section">
            <h3>{t('start.orchestration')}</h3>
            {error && !data && (
              <Failure
                error={error}
                what={t('start.notLoaded')}
                onRetry={() => refetch({ requestPolicy: 'network-only' })}
              />
            )}
            {!data && !error && <SkeletonRows rows={4} />}
            {data && deployed.length === 0 && (
              <EmptyState
                icon={Workflow}
                title={t('start.none')}
                action={
                  <button type="button" className="button" onClick={() => router.push('/collaborate/orchestrations')}>
                    {t('shell.orchestrations')}
                  </button>
                }
              >
                {t('start.noneHint')}
              </EmptyState>
            )}
            <div>
              {deployed.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  aria-pressed={one.id === definitionId}
                  className={`start-option ${one.id === definitionId ? 'on' : ''}`}
                  onClick={() =>
                    choose({
                      definition: one.id,
                      object: !definition || one.rootEntity === definition.rootEntity ? objectId : null,
                    })
                  }
                  data-testid={`definition-${one.name}`}
                >
                  <span className="row">
                    <span className="medium clip">{one.name}</span>
                    <span className="tag push">v{one.version}</span>
                  </span>
                  <span className="row sm tertiary">
                    <CodeText text={one.rootEntity} />
                    {one.deployedAt && <span className="push">{moment(one.deployedAt)}</span>}
                  </span>
                </button>
              ))}
            </div>
          </div>
        </section>
        <section className="column grow scroll" style={{ background: 'var(--surface)' }}>
          {!definition ? (
            <EmptyState icon={Play} title={t('start.chooseFirst')}>
              {t('start.chooseFirstHint')}
            </EmptyState>
          ) : (
            <>
              <div className="section" style={{ maxWidth: 520, borderBottom: 0 }}>
                <div className="field-label">
                  {t('start.rootObject')}
                  <span className="push">
                    <CodeText text={definition.rootEntity} />
                  </span>
                </div>
                <ObjectPicker
                  key={definition.rootEntity}
                  entity={definition.rootEntity}
                  objectId={objectId}
                  onPick={(object) => choose({ object: object?.objectId ?? null })}
                  label={t('start.rootObject')}
                  testId="root-object"
                />
                <div style={{ marginTop: 8 }}>
                  <ProblemList problems={problems} />
                  {problems.length > 0 && <p className="sm tertiary">{t('start.nothingStarted')}</p>}
                </div>
              </div>
              {objectId && (
                <RunPreview
                  definitionId={definition.id}
                  rootObjectId={objectId}
                  exclusions={exclusions}
                  onExclude={setExclusions}
                />
              )}
            </>
          )}
        </section>
      </div>
    </>
  );
}

/** A newer deployed version hides the older ones, unless the address names one. */
function latestOfEachKey<D extends { id: string; key: string; version: number }>(
  definitions: readonly D[],
  kept: string | null,
): D[] {
  return definitions.filter(
    (one) => one.id === kept || !definitions.some((other) => other.key === one.key && other.version > one.version),
  );
}
