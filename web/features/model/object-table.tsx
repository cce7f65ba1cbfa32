'use client';
import { ArrowDown, ArrowUp, Database, Search } from 'lucide-react';
import { useState } from 'react';
import { CodeText } from '../../components/code-text.tsx';
import { showValue } from '../../components/expression/expression-preview.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type EntityPartsFragment,
  type ObjectPartsFragment,
  ObjectPartsFragmentDoc,
  ObjectsDocument,
  type OrderDirection,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useDebounced } from '../../lib/use-debounced.ts';

const PAGE = 50;
const COLUMNS = 7;
type Order = { attribute: string; direction: OrderDirection };
type ObjectTableProps = { entity: EntityPartsFragment; selected: string | null; onSelect: (objectId: string) => void };

/** The objects of one entity: searched, filtered, sorted and paged by the plugin that holds them. */
export function ObjectTable({ entity, selected, onSelect }: ObjectTableProps) {
  const { t } = useWords();
  const [at, setAt] = useState<PageAt>({});
  const [order, setOrder] = useState<Order | null>(null);
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<{ attribute: string; value: string } | null>(null);
  const search = useDebounced(text.trim(), 250);
  const value = useDebounced(filter?.value ?? '', 250);
  const where = filter && value ? [{ attribute: filter.attribute, op: 'eq', value }] : null;
  const [{ data, error, fetching }, refetch] = useLiveQuery({
    query: ObjectsDocument,
    variables: { entity: entity.name, ...pageArguments(PAGE, at), search: search || null, where, orderBy: order },
  });
  const rows = readFragment(ObjectPartsFragmentDoc, data?.objects.nodes ?? []);
  const plain = entity.attributes.filter((attribute) => attribute.name !== 'id');
  return (
    <section className="column grow" aria-busy={fetching} style={{ background: 'var(--surface)' }}>
      <div className="row wrap object-tools">
        <h2 className="heading">
          {t('objects.of')} <CodeText text={entity.name} />
        </h2>
        <span className="grow" />
        <div className="input-box" style={{ width: 190 }}>
          <Search size={14} aria-hidden="true" />
          <input
            className="input"
            data-search
            type="search"
            aria-label={t('general.search')}
            placeholder={t('general.search')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt({});
            }}
            data-testid="object-search"
          />
        </div>
        <select
          className="input"
          style={{ width: 130 }}
          aria-label={t('objects.filterBy')}
          value={filter?.attribute ?? ''}
          onChange={(event) => {
            setFilter(event.target.value ? { attribute: event.target.value, value: '' } : null);
            setAt({});
          }}
          data-testid="object-filter-attribute"
        >
          <option value="">{t('objects.filterBy')}</option>
          {plain.map((attribute) => (
            <option key={attribute.name} value={attribute.name}>
              {attribute.name}
            </option>
          ))}
        </select>
        {filter && (
          <input
            className="input"
            style={{ width: 130 }}
            aria-label={t('objects.filterValue', { name: filter.attribute })}
            placeholder={t('objects.equals')}
            value={filter.value}
            onChange={(event) => {
              setFilter({ ...filter, value: event.target.value });
              setAt({});
            }}
            data-testid="object-filter-value"
          />
        )}
      </div>
      <div className="scroll grow">
        {error && !data && (
          <Failure
            error={error}
            what={t('objects.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows />}
        {data && rows.length === 0 && (
          <EmptyState
            icon={Database}
            title={search || where ? t('general.noMatch') : t('objects.none')}
            action={
              (search || where) && (
                <button
                  type="button"
                  className="button"
                  onClick={() => {
                    setText('');
                    setFilter(null);
                  }}
                >
                  {t('general.clearFilters')}
                </button>
              )
            }
          >
            {!search && !where && t('objects.noneHint')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <Rows
            entity={entity}
            rows={rows}
            selected={selected}
            onSelect={onSelect}
            order={order}
            onOrder={(next) => {
              setOrder(next);
              setAt({});
            }}
          />
        )}
      </div>
      <Pager shown={rows.length} total={data?.objects.totalCount} pageInfo={data?.objects.pageInfo} onMove={setAt} />
    </section>
  );
}

type ObjectRowsProps = {
  title: string;
  entity: EntityPartsFragment | undefined;
  rows: readonly ObjectPartsFragment[];
  total: number;
  selected: string | null;
  onSelect: (objectId: string) => void;
};

/** The objects an expression found. */
export function ObjectRows({ title, entity, rows, total, selected, onSelect }: ObjectRowsProps) {
  const { t } = useWords();
  return (
    <section className="column grow" style={{ background: 'var(--surface)' }}>
      <div className="row object-tools">
        <h2 className="heading">{title}</h2>
        <span className="live xs">
          <i />
          {t('general.shownOf', { shown: rows.length, total })}
        </span>
      </div>
      <div className="scroll grow">
        {rows.length === 0 || !entity ? (
          <EmptyState icon={Database} title={t('objects.none')} />
        ) : (
          <Rows entity={entity} rows={rows} selected={selected} onSelect={onSelect} order={null} />
        )}
      </div>
    </section>
  );
}

type RowsProps = ObjectTableProps & {
  rows: readonly ObjectPartsFragment[];
  order: Order | null;
  onOrder?: (order: Order) => void;
};

function Rows({ entity, rows, selected, onSelect, order, onOrder }: RowsProps) {
  const attributes = entity.attributes
    .filter((attribute) => attribute.name !== 'id' && attribute.name !== 'displayName')
    .slice(0, COLUMNS);
  const columns = ['displayName', ...attributes.map((attribute) => attribute.name)];
  const next = (attribute: string): Order => ({
    attribute,
    direction: order?.attribute === attribute && order.direction === 'ASC' ? 'DESC' : 'ASC',
  });
  return (
    <table className="table" data-testid="object-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              aria-sort={
                order?.attribute === column ? (order.direction === 'ASC' ? 'ascending' : 'descending') : undefined
              }
            >
              {onOrder ? (
                <button type="button" onClick={() => onOrder(next(column))} data-testid={`sort-${column}`}>
                  {column}
                  {order?.attribute === column &&
                    (order.direction === 'ASC' ? <ArrowUp size={12} /> : <ArrowDown size={12} />)}
                </button>
              ) : (
                column
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className={`clickable ${row.objectId === selected ? 'selected' : ''}`}
            onClick={() => onSelect(row.objectId)}
            data-testid={`object-row-${row.objectId}`}
          >
            <td className="mono">
              <button type="button" className="link-button" onClick={() => onSelect(row.objectId)}>
                {row.displayName}
              </button>
            </td>
            {attributes.map((attribute) => {
              const shown = showValue((row.attributes as Record<string, unknown>)[attribute.name]);
              return (
                <td key={attribute.name} title={shown} className={attribute.references ? 'mono secondary' : ''}>
                  {shown}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
