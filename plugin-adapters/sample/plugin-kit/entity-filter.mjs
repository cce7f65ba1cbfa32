import { PluginProblem } from './plugin-error.mjs';

const OPERATORS = {
  eq: (value, wanted) =>
    Array.isArray(wanted) ? wanted.map(text).includes(text(value)) : text(value) === text(wanted),
  neq: (value, wanted) => !OPERATORS.eq(value, wanted),
  in: (value, wanted) => listOf(wanted).includes(text(value)),
  is: (value, wanted) => (isEmpty(wanted) ? isEmpty(value) : text(value) === text(wanted)),
  isnot: (value, wanted) => !OPERATORS.is(value, wanted),
  gt: (value, wanted) => compare(value, wanted) > 0,
  gte: (value, wanted) => compare(value, wanted) >= 0,
  lt: (value, wanted) => compare(value, wanted) < 0,
  lte: (value, wanted) => compare(value, wanted) <= 0,
  like: (value, wanted) => text(value).toLowerCase().includes(text(wanted).replaceAll('%', '').toLowerCase()),
  contains: (value, wanted) => OPERATORS.like(value, wanted),
  notLike: (value, wanted) => !OPERATORS.like(value, wanted),
  null: (value) => isEmpty(value),
  notNull: (value) => !isEmpty(value),
};
OPERATORS.ne = OPERATORS.neq;
OPERATORS[''] = OPERATORS.eq;

/** A predicate for the filters of an entity query, all of which must hold. Refuses an operator it does not know. */
export function toPredicate(filters, attributeNames) {
  const tests = filters.map(({ attrName, op, condition }) => {
    const operator = op ?? '';
    if (!Object.hasOwn(OPERATORS, operator)) {
      throw new PluginProblem(
        `The operator "${operator}" is not known; use ${Object.keys(OPERATORS).filter(Boolean).join(', ')}.`,
      );
    }
    if (!attributeNames.includes(attrName)) {
      throw new PluginProblem(`There is no attribute "${attrName}"; there are ${attributeNames.join(', ')}.`);
    }
    return (row) => OPERATORS[operator](row[attrName], condition);
  });
  return (row) => tests.every((test) => test(row));
}

function text(value) {
  return isEmpty(value) ? '' : String(value).split('@@', 1)[0];
}

function listOf(wanted) {
  return (Array.isArray(wanted) ? wanted : [wanted]).map(text);
}

function isEmpty(value) {
  return value === null || value === undefined || value === '';
}

function compare(value, wanted) {
  const [left, right] = [Number(value), Number(wanted)];
  if (!Number.isNaN(left) && !Number.isNaN(right) && !isEmpty(value) && !isEmpty(wanted)) {
    return left - right;
  }
  return text(value) < text(wanted) ? -1 : Number(text(value) > text(wanted));
}
