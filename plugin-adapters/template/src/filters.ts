import { isRow, Refusal, type Row } from './refusal.ts';

type Test = (value: unknown, wanted: unknown) => boolean;
export type Filter = (row: Row) => boolean;

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';
// The platform may send an object as `id@@name`.
const text = (value: unknown): string => (isEmpty(value) ? '' : String(value).split('@@', 1)[0]) ?? '';
const compare = (value: unknown, wanted: unknown): number => {
  const [left, right] = [Number(value), Number(wanted)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return text(value) < text(wanted) ? -1 : Number(text(value) > text(wanted));
};

/** The operators of the protocol. */
const OPERATORS: Readonly<Record<string, Test>> = {
  eq: (value, wanted) => text(value) === text(wanted),
  neq: (value, wanted) => text(value) !== text(wanted),
  in: (value, wanted) => new Set((Array.isArray(wanted) ? wanted : [wanted]).map(text)).has(text(value)),
  is: (value, wanted) => (isEmpty(wanted) ? isEmpty(value) : text(value) === text(wanted)),
  isnot: (value, wanted) => (isEmpty(wanted) ? !isEmpty(value) : text(value) !== text(wanted)),
  gt: (value, wanted) => !isEmpty(value) && compare(value, wanted) > 0,
  lt: (value, wanted) => !isEmpty(value) && compare(value, wanted) < 0,
  like: (value, wanted) => text(value).toLowerCase().includes(text(wanted).replaceAll('%', '').toLowerCase()),
};

/** What the body of a query asks of each row. Refuses what it does not know: rows too many would be worse than none. */
export function filterOf(body: unknown, attributes: readonly string[]): Filter {
  const { criteria, additionalFilters } = isRow(body) ? body : {};
  const given = [criteria, ...(Array.isArray(additionalFilters) ? additionalFilters : [])].filter(isRow);
  const tests = given.filter(({ attrName }) => !isEmpty(attrName)).map((filter) => testOf(filter, attributes));
  return (row) => tests.every((test) => test(row));
}

function testOf({ attrName, op, condition }: Row, attributes: readonly string[]): Filter {
  const name = String(attrName);
  const operator = OPERATORS[isEmpty(op) ? 'eq' : String(op)];
  if (!operator) throw new Refusal(`The operator "${op}" is not known; use ${Object.keys(OPERATORS).join(', ')}.`);
  if (!attributes.includes(name))
    throw new Refusal(`There is no attribute "${name}"; there are ${attributes.join(', ')}.`);
  return (row) => operator(row[name], condition);
}
