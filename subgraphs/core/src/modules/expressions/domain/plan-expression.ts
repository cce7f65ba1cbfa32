import { type Expression, entityOf, type Segment } from './expression.ts';
import { type EntityCondition, toCondition } from './filter-condition.ts';
import type { Join } from './level.ts';
import type { Model } from './model.ts';

/** One entity to read: by its own filters, and by what the step before found. */
export type PlannedRead = {
  entity: string;
  filters: readonly EntityCondition[];
  /** How its rows hang on those of the step before, and the attribute it is asked by; null for the first. */
  join: (Join & { askedBy: string }) | null;
};

/** What an expression reads, in order: one question for each entity of the path, whatever the number of rows. */
export function planExpression({ segments }: Expression, model: Model): PlannedRead[] {
  return segments.map((segment, index) => {
    const before = segments[index - 1];
    return {
      entity: entityOf(segment),
      filters: segment.filters.map(toCondition),
      join: before ? joinOf(segment, before, model) : null,
    };
  });
}

function joinOf(segment: Segment, before: Segment, model: Model): PlannedRead['join'] {
  const { direction, attribute } = segment.via as NonNullable<Segment['via']>;
  const { packageName, entityName } = direction === 'FORWARD' ? before : segment;
  const owner = model.entity(packageName.text, entityName.text);
  const multiple = owner ? (model.attribute(owner, attribute.text)?.multiple ?? false) : false;
  const askedBy = direction === 'FORWARD' ? 'id' : attribute.text;
  return { direction, attribute: attribute.text, multiple, askedBy };
}
