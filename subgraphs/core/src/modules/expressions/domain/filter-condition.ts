import type { Filter, Literal } from './expression.ts';
import { takesList } from './operators.ts';

/** A filter in the words of the WeCube entity protocol, whose conditions are strings or lists of strings. */
export type EntityCondition = { attrName: string; op: string; condition: string | readonly string[] };

export function toCondition(filter: Filter): EntityCondition {
  const { attribute, operator, value } = filter;
  return { attrName: attribute.text, op: operator.text, condition: conditionOf(operator.text, value) };
}

function conditionOf(operator: string, value: Literal | null): string | readonly string[] {
  if (!value) return '';
  if (value.kind === 'list') return value.items.map((item) => withoutLabel(item.text));
  if (!takesList(operator)) return withoutLabel(value.text);
  return value.text.split(',').map((part) => withoutLabel(part.trim()));
}

/** `@@id@@label` is how pickers write a chosen object: only the id counts. */
function withoutLabel(text: string): string {
  return /^@@(.+?)@@/s.exec(text)?.[1] ?? text;
}
