/** An object on the way a person walked: from each the next was reached over a reference. */
export type TrailStep = { entity: string; objectId: string };

/** Longer ways lose their beginning, so that the address stays one. */
const LONGEST = 12;

/** `package:entity:id` as it stands in the address; null for anything else. */
export function readStep(text: string): TrailStep | null {
  const [packageName, entity, ...id] = text.split(':');
  if (!packageName || !entity || id.length === 0) return null;
  return { entity: `${packageName}:${entity}`, objectId: id.join(':') };
}

export const writeStep = ({ entity, objectId }: TrailStep) => `${entity}:${objectId}`;

/** The way in a page's address. */
export function readTrail(search: Pick<URLSearchParams, 'getAll'>): TrailStep[] {
  return search.getAll('from').flatMap((text) => readStep(text) ?? []);
}

/** The way on to another object; whoever comes back to one they passed is on the way to it again. */
export function walkOn(trail: readonly TrailStep[], from: TrailStep, to: TrailStep): TrailStep[] {
  const way = [...trail, from];
  const passed = way.findIndex((step) => writeStep(step) === writeStep(to));
  return (passed < 0 ? way : way.slice(0, passed)).slice(-LONGEST);
}

/** Objects of `entity` whose `attribute` points to the object, as an expression. */
export function pointingTo({ entity, objectId }: TrailStep, from: string, attribute: string): string {
  return `${entity}{id eq '${objectId.replaceAll("'", "''")}'}~(${attribute})${from}`;
}
