export type CodePart = {
  text: string;
  start: number;
  kind: 'package' | 'entity' | 'attribute' | 'string' | 'operator' | 'plain';
};

const TOKEN =
  /'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?|[A-Za-z_][\w-]*(?=\s*:)|(?<=:)\s*[A-Za-z_][\w-]*|[A-Za-z_][\w-]*|\d+(?:\.\d+)?|\s+|[^\sA-Za-z_]/g;
const OPERATORS = new Set(['eq', 'neq', 'ne', 'in', 'like', 'gt', 'lt', 'is', 'isnot', 'null', 'and', 'or', 'not']);

/** Splits a data-model expression into coloured parts; what it does not know stays plain, nothing is lost. */
export function colourExpression(text: string): CodePart[] {
  const parts: CodePart[] = [];
  for (const match of text.matchAll(TOKEN))
    parts.push({ text: match[0], start: match.index, kind: kindOf(match[0], match.index, text) });
  return parts;
}

function kindOf(token: string, start: number, text: string): CodePart['kind'] {
  if (/^['"]/.test(token) || /^\d/.test(token)) return 'string';
  if (/^\s+$/.test(token)) return 'plain';
  if (!/[A-Za-z_]/.test(token)) return 'operator';
  if (/^\s*:/.test(text.slice(start + token.length))) return 'package';
  if (text[start - 1] === ':') return 'entity';
  return OPERATORS.has(token.toLowerCase()) && text[start - 1] === ' ' ? 'operator' : 'attribute';
}
