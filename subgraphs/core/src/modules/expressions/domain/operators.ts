/**
 * Every filter operator known of any WeCube plugin. They are passed to the plugin untouched, so a plugin may know
 * fewer; the list exists to catch typing errors and to complete.
 */
export const OPERATORS = {
  eq: 'equals',
  neq: 'differs from',
  ne: 'differs from',
  in: 'is one of',
  nin: 'is none of',
  notin: 'is none of',
  like: 'contains',
  ilike: 'contains, whatever the case',
  notLike: 'does not contain',
  contains: 'contains',
  gt: 'is greater than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  is: 'is (NULL)',
  isnot: 'is not (NULL)',
  regex: 'matches',
  iregex: 'matches, whatever the case',
  null: 'has no value',
  notNull: 'has a value',
  set: 'is present',
  notset: 'is absent',
} as const;

export const OPERATOR_NAMES: readonly string[] = Object.keys(OPERATORS);

const LIST_OPERATORS = new Set(['in', 'nin', 'notin']);
const UNARY_OPERATORS = new Set(['null', 'notNull', 'set', 'notset']);

export const isOperator = (name: string): name is keyof typeof OPERATORS => Object.hasOwn(OPERATORS, name);
export const takesList = (name: string): boolean => LIST_OPERATORS.has(name);
export const takesNoValue = (name: string): boolean => UNARY_OPERATORS.has(name);
