'use client';
import { Play, X } from 'lucide-react';
import Link from 'next/link';
import { useQuery } from 'urql';
import { CodeText } from '../../components/code-text.tsx';
import { CopyId } from '../../components/copy-id.tsx';
import { showValue } from '../../components/expression/expression-preview.tsx';
import { ErrorText } from '../../components/placeholders.tsx';
import { StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type EntityPartsFragment,
  ObjectDocument,
  ObjectPartsFragmentDoc,
  ObjectsDocument,
  RunRowFragmentDoc,
  RunsDocument,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { runState } from '../runs/run-states.ts';
import { useCan } from '../session/viewer.tsx';
import { pointingTo, type TrailStep, walkOn } from './object-trail.ts';
import { Trail } from './trail.tsx';

type ObjectPanelProps = {
  entityName: string;
  objectId: string;
  entities: readonly EntityPartsFragment[];
  /** The objects that were passed on the way to this one. */
  trail: readonly TrailStep[];
  /** The page's address with another object, and the way to it. */
  hrefTo: (step: TrailStep, trail: readonly TrailStep[]) => string;
  onClose: () => void;
};

/** One object: the way to it, its attributes, what it refers to, what refers to it, and the runs made for it. */
export function ObjectPanel({ entityName, objectId, entities, trail, hrefTo, onClose }: ObjectPanelProps) {
  const { t } = useWords();
  const [{ data, error }] = useLiveQuery({ query: ObjectDocument, variables: { entity: entityName, objectId } });
  const object = readFragment(ObjectPartsFragmentDoc, data?.object);
  const entity = entities.find((one) => one.name === entityName);
  const attributes = (object?.attributes ?? {}) as Record<string, unknown>;
  const here = { entity: entityName, objectId };
  const walkTo: WalkTo = (step) => hrefTo(step, walkOn(trail, here, step));
  return (
    <aside
      className="side"
      style={{ width: 348 }}
      aria-label={object?.displayName ?? objectId}
      data-testid="object-panel"
    >
      <Trail
        steps={trail}
        current={object?.displayName ?? objectId}
        hrefOf={(step, at) => hrefTo(step, trail.slice(0, at))}
      />
      <div className="section row">
        <h2 className="heading mono clip grow">{object?.displayName ?? objectId}</h2>
        <button type="button" className="icon-button" aria-label={t('general.close')} onClick={onClose}>
          <X size={15} />
        </button>
      </div>
      {error && (
        <p className="section failed-text">
          <ErrorText error={error} />
        </p>
      )}
      {data && !object && <p className="section secondary">{t('objects.gone')}</p>}
      {object && (
        <div className="section">
          <dl className="key-values">
            <dt>{t('objects.entity')}</dt>
            <dd>
              <CodeText text={entityName} />
            </dd>
            <dt>id</dt>
            <dd>
              <CopyId id={object.objectId} />
            </dd>
            {(entity?.attributes ?? [])
              .filter((attribute) => attribute.name !== 'id' && attribute.name !== 'displayName')
              .map((attribute) => (
                <div key={attribute.name} style={{ display: 'contents' }}>
                  <dt title={attribute.description}>{attribute.name}</dt>
                  <dd data-testid={`attribute-${attribute.name}`}>
                    {attribute.references ? (
                      <References entity={attribute.references} value={attributes[attribute.name]} walkTo={walkTo} />
                    ) : (
                      showValue(attributes[attribute.name]) || <span className="tertiary">–</span>
                    )}
                  </dd>
                </div>
              ))}
          </dl>
        </div>
      )}
      {object && entity && entity.referencedBy.length > 0 && (
        <div className="section">
          <h3>{t('objects.referencedBy')}</h3>
          <div className="parameters">
            {entity.referencedBy.map((reference) => (
              <ReferencedBy
                key={`${reference.fromEntity} ${reference.attribute}`}
                entity={reference.fromEntity}
                attribute={reference.attribute}
                here={here}
                walkTo={walkTo}
              />
            ))}
          </div>
        </div>
      )}
      {object && <RunsOnObject objectId={objectId} entityName={entityName} />}
    </aside>
  );
}

type WalkTo = (step: TrailStep) => string;

function References({ entity, value, walkTo }: { entity: string; value: unknown; walkTo: WalkTo }) {
  const ids = (Array.isArray(value) ? value : [value]).map(idOf).filter((id) => id !== '');
  if (ids.length === 0) return <span className="tertiary">–</span>;
  return ids.map((id) => <ReferencedObject key={id} step={{ entity, objectId: id }} walkTo={walkTo} />);
}

function ReferencedObject({ step, walkTo }: { step: TrailStep; walkTo: WalkTo }) {
  const [{ data }] = useQuery({ query: ObjectDocument, variables: step });
  const name = readFragment(ObjectPartsFragmentDoc, data?.object)?.displayName ?? step.objectId;
  return (
    <Link href={walkTo(step)} style={{ display: 'block' }} data-testid={`walk-${step.objectId}`}>
      {name}
    </Link>
  );
}

type ReferencedByProps = { entity: string; attribute: string; here: TrailStep; walkTo: WalkTo };

function ReferencedBy({ entity, attribute, here, walkTo }: ReferencedByProps) {
  const { t } = useWords();
  const [{ data }] = useQuery({
    query: ObjectsDocument,
    variables: { entity, first: 5, where: [{ attribute, op: 'eq', value: here.objectId }] },
  });
  const found = readFragment(ObjectPartsFragmentDoc, data?.objects.nodes ?? []);
  const more = (data?.objects.totalCount ?? 0) - found.length;
  return (
    <>
      <span title={attribute}>
        <CodeText text={entity} />
      </span>
      <span style={{ flexWrap: 'wrap', columnGap: 8 }}>
        {found.map((object) => (
          <Link
            key={object.id}
            href={walkTo({ entity, objectId: object.objectId })}
            data-testid={`walk-${object.objectId}`}
          >
            {object.displayName}
          </Link>
        ))}
        {data && found.length === 0 && <span className="tertiary">{t('general.none')}</span>}
        {more > 0 && (
          <Link href={pathWith('/design/model', { expression: pointingTo(here, entity, attribute) })}>
            {t('model.more', { count: more })}
          </Link>
        )}
      </span>
    </>
  );
}

function RunsOnObject({ objectId, entityName }: { objectId: string; entityName: string }) {
  const { t, moment } = useWords();
  const mayStart = useCan('run:start');
  const mayRead = useCan('run:read');
  const [{ data }] = useLiveQuery({
    query: RunsDocument,
    variables: { first: 5, where: { rootObjectId: objectId } },
    pause: !mayRead,
  });
  const runs = readFragment(RunRowFragmentDoc, data?.runs.nodes ?? []).filter((run) => run.rootEntity === entityName);
  return (
    <div className="section">
      <h3>{t('objects.runs')}</h3>
      {runs.map((run) => (
        <div key={run.id} className="row sm binding">
          <StateIcon tone={runState(run).tone} size={12} />
          <Link className="clip" href={`/execute/runs/${run.id}`}>
            {run.definitionName}
          </Link>
          <span className="push tertiary nowrap">{moment(run.startedAt)}</span>
        </div>
      ))}
      {data && runs.length === 0 && <p className="sm tertiary">{t('objects.noRuns')}</p>}
      {mayStart && (
        <Link
          className="button small"
          style={{ marginTop: 6 }}
          href={`/execute/start?object=${encodeURIComponent(objectId)}`}
        >
          <Play size={13} aria-hidden="true" />
          {t('shell.start')}
        </Link>
      )}
    </div>
  );
}

/** The id in a reference, which plugins give plain or as the object itself. */
function idOf(value: unknown): string {
  if (value && typeof value === 'object' && 'id' in value) return String((value as { id: unknown }).id);
  return value === null || value === undefined ? '' : String(value);
}
