import { AppError, type Connection, type ConnectionArgs, type CursorPart, pageArgs, toConnection } from '@wecube/kit';
import type { EntityRow } from '../../contract/index.ts';
import { matcher, type Where } from './object-filter.ts';
import type { AttributePlan, EntityPlan } from './plan.ts';
import { toKind } from './value-kind.ts';

export type ListArgs = ConnectionArgs & {
  where?: Where | null;
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
};

type Key = [sortValue: CursorPart, id: string];

/**
 * The page of a plugin's rows that the arguments ask for. Plugins neither sort nor page, so it is done here, over an
 * order that is total: the sort key, then the id. The cursor is both, so rows that come or go shift nothing.
 */
export function pageRows(entity: EntityPlan, rows: readonly EntityRow[], args: ListArgs): Connection<EntityRow> {
  const page = pageArgs(args);
  const attribute = sortAttribute(entity, args.orderBy?.field);
  const sign = (args.orderBy?.direction === 'DESC' ? -1 : 1) * (page.backwards ? -1 : 1);
  const matching = rows.filter(matcher(entity, args.where));
  const keyed = matching.map((row) => ({ row, key: keyOf(row, attribute) }));
  keyed.sort((left, right) => sign * compareKeys(left.key, right.key));
  const cursor = page.cursor === null ? null : asKey(page.cursor);
  const start = cursor === null ? 0 : keyed.findIndex(({ key }) => sign * compareKeys(key, cursor) > 0);
  const from = start < 0 ? keyed.length : start;
  return toConnection({
    rows: keyed.slice(from, from + page.take + 1),
    page,
    cursorOf: ({ key }) => key,
    count: async () => matching.length,
    present: ({ row }) => row,
  });
}

function sortAttribute(entity: EntityPlan, orderValue: string | undefined): AttributePlan | undefined {
  return entity.attributes.find((attribute) =>
    orderValue === undefined ? attribute.attribute === 'id' : attribute.orderValue === orderValue,
  );
}

function keyOf(row: EntityRow, attribute: AttributePlan | undefined): Key {
  const value = attribute ? toKind(attribute.kind, row[attribute.attribute]) : null;
  return [typeof value === 'boolean' ? Number(value) : (value as CursorPart), String(row['id'])];
}

function compareKeys(left: Key, right: Key): number {
  return compareParts(left[0], right[0]) || compareParts(left[1], right[1]);
}

/** Null comes before every value; numbers before texts. */
function compareParts(left: CursorPart, right: CursorPart): number {
  if (left === right) {
    return 0;
  }
  if (left === null || right === null) {
    return left === null ? -1 : 1;
  }
  if (typeof left !== typeof right) {
    return typeof left === 'number' ? -1 : 1;
  }
  return left < right ? -1 : 1;
}

function asKey(cursor: readonly CursorPart[]): Key {
  const [sortValue, id] = cursor;
  if (cursor.length !== 2 || typeof id !== 'string' || sortValue === undefined) {
    throw new AppError('BAD_PAGE', 'The cursor is not one that this list gave out.');
  }
  return [sortValue, id];
}
