import { entityOf, type Segment } from './expression.ts';
import { parseExpression } from './parse-expression.ts';

/** An entity that an expression passes, or with an attribute what it reads or follows of it. */
export type TouchedName = { entity: string; attribute: string | null };

/** Every entity and attribute of the model that an expression depends on; nothing of a text that is none. */
export function touchedNames(text: string): TouchedName[] {
  const parsed = parseExpression(text);
  if (!parsed.ok) return [];
  const { segments, attribute } = parsed.expression;
  const last = segments.at(-1) as Segment;
  const touched = segments.flatMap((segment, index) => ofSegment(segment, segments[index - 1]));
  return attribute ? [...touched, { entity: entityOf(last), attribute: attribute.text }] : touched;
}

function ofSegment(segment: Segment, before: Segment | undefined): TouchedName[] {
  const entity = entityOf(segment);
  const filters = segment.filters.map((filter) => ({ entity, attribute: filter.attribute.text }));
  const own = { entity, attribute: null };
  if (!segment.via || !before) return [own, ...filters];
  const owner = segment.via.direction === 'FORWARD' ? entityOf(before) : entity;
  return [{ entity: owner, attribute: segment.via.attribute.text }, own, ...filters];
}
