import type { EntityFilter, EntityRow } from '../../contract/index.ts';
import type { AttributePlan, EntityPlan } from './plan.ts';
import { toKind } from './value-kind.ts';

/** The operators of one field of a `where` input. */
export type FieldFilter = Record<string, unknown>;
export type Where = Record<string, FieldFilter | null | undefined>;

type Condition = { attribute: AttributePlan; operator: string; value: unknown };

/**
 * The protocol's word for each operator that plugins are asked. The others are applied here only: what is not equal
 * leaves out empty values in SQL, and how a plugin writes true and false is its own affair.
 */
const PUSHED: Record<string, string> = { eq: 'eq', in: 'in', contains: 'like', gt: 'gt', lt: 'lt' };

/** What a plugin is asked to filter by. Plugins may ignore any of it: `matches` is applied to what they answer. */
export function pushedFilters(entity: EntityPlan, where: Where | null | undefined): EntityFilter[] {
  return conditions(entity, where).flatMap(({ attribute, operator, value }) => {
    const op = PUSHED[operator];
    return op === undefined || value === null || attribute.kind === 'BOOLEAN'
      ? []
      : [{ attrName: attribute.attribute, op, condition: value }];
  });
}

/** Whether a row fulfils every condition; the meaning of `where` is decided here, the same for all plugins. */
export function matcher(entity: EntityPlan, where: Where | null | undefined): (row: EntityRow) => boolean {
  const all = conditions(entity, where);
  return (row) =>
    all.every(({ attribute, operator, value }) =>
      holds(operator, toKind(attribute.kind, row[attribute.attribute]), value),
    );
}

function conditions(entity: EntityPlan, where: Where | null | undefined): Condition[] {
  const byField = new Map(entity.attributes.map((attribute) => [attribute.field, attribute]));
  return Object.entries(where ?? {}).flatMap(([field, filter]) => {
    const attribute = byField.get(field);
    return attribute && filter
      ? Object.entries(filter).map(([operator, value]) => ({ attribute, operator, value }))
      : [];
  });
}

function holds(operator: string, actual: unknown, wanted: unknown): boolean {
  switch (operator) {
    case 'eq':
      return actual === (wanted ?? null);
    case 'ne':
      return actual !== (wanted ?? null);
    case 'isNull':
      return wanted === null || isEmpty(actual) === wanted;
    case 'in':
      return wanted === null || (wanted as unknown[]).includes(actual);
    default:
      return wanted === null || compares(operator, actual, wanted);
  }
}

function compares(operator: string, actual: unknown, wanted: unknown): boolean {
  if (actual === null) {
    return false;
  }
  switch (operator) {
    case 'contains':
      return String(actual).includes(String(wanted));
    case 'startsWith':
      return String(actual).startsWith(String(wanted));
    case 'gt':
      return (actual as string) > (wanted as string);
    case 'gte':
      return (actual as string) >= (wanted as string);
    case 'lt':
      return (actual as string) < (wanted as string);
    case 'lte':
      return (actual as string) <= (wanted as string);
    default:
      throw new Error(`the operator ${operator} is in no filter input`);
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '';
}
