'use client';
import { FileUp, Plus, Search, Star, Workflow, X } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { CodeText } from '../../components/code-text.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge, StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  CreateDefinitionDocument,
  DataModelDocument,
  DefinitionDetailFragmentDoc,
  type DefinitionRowFragment,
  DefinitionRowFragmentDoc,
  type DefinitionStatus,
  DefinitionsDocument,
  EntityPartsFragmentDoc,
  KeepFavouriteDocument,
  ProblemPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';
import { DefinitionBatch } from './definition-batch.tsx';
import { DEFINITION_TONES } from './definition-states.ts';
import { ImportDefinitionsDialog } from './import-definitions.tsx';

const PAGE = 50;
const STATUSES: DefinitionStatus[] = ['DRAFT', 'DEPLOYED', 'DISABLED'];

/** Every orchestration: the newest version of each, or all of one state. */
export function DefinitionsPage() {
  const { t, moment } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const mayEdit = useCan('definition:edit');
  const [creating, setCreating] = useState(false);
  const [importing, setImporting] = useState(false);
  const [at, setAt] = useState<PageAt>({});
  const name = search.get('name');
  const status = search.get('status') as DefinitionStatus | null;
  const group = search.get('group');
  const favourite = search.get('favourite') === 'true';
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const where = {
    name: name ? { contains: name } : null,
    status: status ? [status] : null,
    latestOnly: status ? null : true,
    group,
    isFavourite: favourite || null,
  };
  const [{ data, error }, refetch] = useLiveQuery({
    query: DefinitionsDocument,
    variables: { ...pageArguments(PAGE, at), where, orderBy: { field: 'UPDATED_AT', direction: 'DESC' } },
  });
  const rows = readFragment(DefinitionRowFragmentDoc, data?.definitions.nodes ?? []);
  const filter = (change: Record<string, string | null>) => {
    setAt({});
    setPicked(new Set());
    router.replace(pathWith(path, { name, status, group, favourite: favourite ? 'true' : null, ...change }));
  };
  const filtered = Boolean(name || status || group || favourite);
  const again = () => {
    setPicked(new Set());
    refetch({ requestPolicy: 'network-only' });
  };
  const create = mayEdit && (
    <button type="button" className="button primary" onClick={() => setCreating(true)} data-testid="new-orchestration">
      <Plus size={15} aria-hidden="true" />
      {t('design.new')}
    </button>
  );
  return (
    <>
      <PageHead
        title={t('shell.orchestrations')}
        beside={
          data && <span className="sm secondary">{t('design.summary', { count: data.definitions.totalCount })}</span>
        }
        actions={
          mayEdit && (
            <>
              <button
                type="button"
                className="button"
                onClick={() => setImporting(true)}
                data-testid="import-orchestrations"
              >
                <FileUp size={15} aria-hidden="true" />
                {t('design.import')}
              </button>
              {create}
            </>
          )
        }
      >
        <div className="chips">
          <div className="input-box" style={{ width: 220 }}>
            <Search size={14} aria-hidden="true" />
            <input
              className="input"
              data-search
              type="search"
              aria-label={t('runs.filterName')}
              placeholder={t('runs.filterName')}
              defaultValue={name ?? ''}
              onChange={(event) => filter({ name: event.target.value || null })}
            />
          </div>
          {STATUSES.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={status === one}
              onClick={() => filter({ status: status === one ? null : one })}
            >
              <StateIcon tone={DEFINITION_TONES[one]} />
              {t(`definitionStatus.${one}`)}
            </button>
          ))}
          <button
            type="button"
            className="chip"
            aria-pressed={favourite}
            onClick={() => filter({ favourite: favourite ? null : 'true' })}
            data-testid="filter-favourites"
          >
            <Star size={13} aria-hidden="true" />
            {t('design.favourites')}
          </button>
          {group && (
            <button type="button" className="chip" aria-pressed onClick={() => filter({ group: null })}>
              {group}
              <X size={12} aria-hidden="true" />
            </button>
          )}
        </div>
      </PageHead>
      <div className="page-body">
        {error && !data && (
          <Failure
            error={error}
            what={t('start.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows />}
        {data && rows.length === 0 && (
          <EmptyState
            icon={Workflow}
            title={filtered ? t('general.noMatch') : t('design.none')}
            action={
              filtered ? (
                <button type="button" className="button" onClick={() => router.replace(path)}>
                  {t('general.clearFilters')}
                </button>
              ) : (
                create
              )
            }
          >
            {!filtered && t('design.noneHint')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className="table" data-testid="definition-table">
            <thead>
              <tr>
                <th style={{ width: 40 }}>
                  <input
                    type="checkbox"
                    className="checkbox"
                    aria-label={t('design.selectAll')}
                    checked={picked.size > 0 && picked.size === rows.length}
                    onChange={(event) => setPicked(new Set(event.target.checked ? rows.map(({ id }) => id) : []))}
                    data-testid="select-all"
                  />
                </th>
                <th>{t('runs.orchestration')}</th>
                <th style={{ width: 80 }}>{t('runs.version')}</th>
                <th style={{ width: 130 }}>{t('runs.state')}</th>
                <th style={{ width: 200 }}>{t('design.rootEntity')}</th>
                <th style={{ width: 220 }}>{t('design.lastChange')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr
                  key={row.id}
                  className="clickable"
                  onClick={() => router.push(`/collaborate/orchestrations/${row.id}`)}
                  data-testid={`definition-${row.name}`}
                >
                  <td>
                    <input
                      type="checkbox"
                      className="checkbox"
                      aria-label={t('design.select', { name: row.name })}
                      checked={picked.has(row.id)}
                      onClick={(event) => event.stopPropagation()}
                      onChange={(event) => setPicked(toggled(picked, row.id, event.target.checked))}
                      data-testid={`select-${row.name}`}
                    />
                  </td>
                  <td className="medium">
                    <FavouriteButton row={row} onDone={again} />
                    <Link href={`/collaborate/orchestrations/${row.id}`} onClick={(event) => event.stopPropagation()}>
                      {row.name}
                    </Link>
                    {row.isSubProcess && <span className="tag">{t('field.isSubProcess')}</span>}
                    {row.group && (
                      <button
                        type="button"
                        className="tag"
                        onClick={(event) => {
                          event.stopPropagation();
                          filter({ group: row.group });
                        }}
                      >
                        {row.group}
                      </button>
                    )}
                  </td>
                  <td className="secondary">v{row.version}</td>
                  <td>
                    <StateBadge tone={DEFINITION_TONES[row.status]}>{t(`definitionStatus.${row.status}`)}</StateBadge>
                  </td>
                  <td>
                    <CodeText text={row.rootEntity} />
                  </td>
                  <td className="secondary">{t('general.by', { when: moment(row.updatedAt), who: row.updatedBy })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {picked.size > 0 && (
        <DefinitionBatch
          chosen={rows.filter((row) => picked.has(row.id))}
          onDone={again}
          onClear={() => setPicked(new Set())}
        />
      )}
      <Pager
        shown={rows.length}
        total={data?.definitions.totalCount}
        pageInfo={data?.definitions.pageInfo}
        onMove={(next) => {
          setPicked(new Set());
          setAt(next);
        }}
      />
      {importing && (
        <ImportDefinitionsDialog
          onClose={() => setImporting(false)}
          onDone={([only, ...more]) => {
            if (only && more.length === 0) router.push(`/collaborate/orchestrations/${only}`);
            else refetch({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {creating && <CreateDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function toggled(picked: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(picked);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

/** Keeps an orchestration at hand, for the person alone. */
function FavouriteButton({ row, onDone }: { row: DefinitionRowFragment; onDone: () => void }) {
  const { t } = useWords();
  const [, keep] = useMutation(KeepFavouriteDocument);
  return (
    <button
      type="button"
      className={`icon-button small star ${row.isFavourite ? 'on' : ''}`}
      aria-pressed={row.isFavourite}
      aria-label={t('design.favouriteOf', { name: row.name })}
      onClick={async (event) => {
        event.stopPropagation();
        await keep({ key: row.key, isFavourite: !row.isFavourite });
        onDone();
      }}
      data-testid={`favourite-${row.name}`}
    >
      <Star size={14} />
    </button>
  );
}

function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const router = useRouter();
  const key = useRef(crypto.randomUUID());
  const [name, setName] = useState('');
  const [rootEntity, setRootEntity] = useState('');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ data }] = useQuery({ query: DataModelDocument });
  const [{ fetching }, create] = useMutation(CreateDefinitionDocument);
  const entities = readFragment(EntityPartsFragmentDoc, data?.dataModel.entities ?? []);
  const chosen = rootEntity || entities[0]?.name || '';
  const submit = async () => {
    const answer = await create({ input: { name: name.trim(), rootEntity: chosen, idempotencyKey: key.current } });
    setProblems(
      answer.error
        ? [
            {
              code: 'INTERNAL',
              message: answer.error.graphQLErrors[0]?.message ?? t('failure.unreachable'),
              remedy: null,
            },
          ]
        : readFragment(ProblemPartsFragmentDoc, answer.data?.createDefinition.problems ?? []),
    );
    const created = readFragment(
      DefinitionRowFragmentDoc,
      readFragment(DefinitionDetailFragmentDoc, answer.data?.createDefinition.definition),
    );
    if (created) router.push(`/collaborate/orchestrations/${created.id}`);
  };
  return (
    <ConfirmDialog
      title={t('design.new')}
      action={t('design.create')}
      busy={fetching || !name.trim() || !chosen}
      onConfirm={submit}
      onClose={onClose}
    >
      <Field label={t('design.name')}>
        {(attributes) => (
          <input
            {...attributes}
            className="input"
            // biome-ignore lint/a11y/noAutofocus: the dialog is this field.
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            data-testid="definition-name"
          />
        )}
      </Field>
      <Field label={t('design.rootEntity')} hint={t('design.rootEntityHint')}>
        {(attributes) => (
          <select
            {...attributes}
            className="input"
            value={chosen}
            onChange={(event) => setRootEntity(event.target.value)}
            data-testid="definition-root-entity"
          >
            {entities.map((entity) => (
              <option key={entity.id} value={entity.name}>
                {entity.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
