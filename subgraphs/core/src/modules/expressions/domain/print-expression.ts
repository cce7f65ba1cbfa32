import type { Expression, Filter, Literal, ScalarLiteral, Segment, Step } from './expression.ts';

/** The canonical text of an expression: no spare spaces; parsing it gives the same expression again. */
export function printExpression(expression: Expression): string {
  const path = expression.segments.map(printSegment).join('');
  return expression.attribute ? `${path}.${expression.attribute.text}` : path;
}

function printSegment(segment: Segment): string {
  const entity = `${segment.packageName.text}:${segment.entityName.text}`;
  return printStep(segment.via) + entity + segment.filters.map(printFilter).join('');
}

function printStep(step: Step | null): string {
  if (!step) return '';
  return step.direction === 'FORWARD' ? `.${step.attribute.text}>` : `~(${step.attribute.text})`;
}

function printFilter(filter: Filter): string {
  const value = filter.value ? ` ${printLiteral(filter.value)}` : '';
  return `{${filter.attribute.text} ${filter.operator.text}${value}}`;
}

function printLiteral(literal: Literal): string {
  if (literal.kind === 'list') return `[${literal.items.map(printScalar).join(',')}]`;
  return printScalar(literal);
}

function printScalar(literal: ScalarLiteral): string {
  return literal.kind === 'text' ? `'${literal.text.replaceAll("'", "''")}'` : literal.text;
}
