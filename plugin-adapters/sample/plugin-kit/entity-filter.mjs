import { PluginProblem } from './plugin-error.mjs';

/** By operator: a test of a value, made once for what is wanted. A list of values fits if one of them does. */
const OPERATORS = {
  eq: (wanted) => OPERATORS.in(wanted),
  neq: (wanted) => not(OPERATORS.eq(wanted)),
  in: (wanted) => {
    const all = new Set((Array.isArray(wanted) ? wanted : [wanted]).map(text));
    return (value) => valuesOf(value).some((one) => all.has(one));
  },
  is: (wanted) => (isEmpty(wanted) ? isEmpty : (value) => text(value) === text(wanted)),
  isnot: (wanted) => not(OPERATORS.is(wanted)),
  gt: (wanted) => (value) => compare(value, wanted) > 0,
  gte: (wanted) => (value) => compare(value, wanted) >= 0,
  lt: (wanted) => (value) => compare(value, wanted) < 0,
  lte: (wanted) => (value) => compare(value, wanted) <= 0,
  like: (wanted) => {
    const part = text(wanted).replaceAll('%', '').toLowerCase();
    return (value) => text(value).toLowerCase().includes(part);
  },
  contains: (wanted) => OPERATORS.like(wanted),
  notLike: (wanted) => not(OPERATORS.like(wanted)),
  null: () => isEmpty,
  notNull: () => not(isEmpty),
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
    const fits = OPERATORS[operator](condition);
    return (row) => fits(row[attrName]);
  });
  return (row) => tests.every((test) => test(row));
}

/** What an attribute holds, as texts: one, or each of a multiple reference. */
export function valuesOf(value) {
  return Array.isArray(value) && value.length > 0 ? value.map(text) : [text(value)];
}

function not(test) {
  return (value) => !test(value);
}

function text(value) {
  return isEmpty(value) ? '' : String(value).split('@@', 1)[0];
}

function isEmpty(value) {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function compare(value, wanted) {
  const [left, right] = [Number(value), Number(wanted)];
  if (!Number.isNaN(left) && !Number.isNaN(right) && !isEmpty(value) && !isEmpty(wanted)) {
    return left - right;
  }
  return text(value) < text(wanted) ? -1 : Number(text(value) > text(wanted));
}
