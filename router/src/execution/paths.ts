import type { PlanPath, PlanPathSegment } from '../planning/query-plan.ts';
import type { DataObject, Run } from './run.ts';
import type { TypeTest } from './type-tests.ts';

type ErrorPath = (string | number)[];

/** The objects that a path leads to, each once even if it stands at several places. */
export function objectsAt(
  run: Run,
  objects: readonly DataObject[],
  path: PlanPath,
  isOfType: TypeTest,
): readonly DataObject[] {
  let found: readonly unknown[] = objects;
  for (const segment of path) {
    if (found.length === 0) break;
    found = step(found, segment, isOfType);
    if (run.shared) found = [...new Set(found)];
  }
  return found as readonly DataObject[];
}

function step(values: readonly unknown[], segment: PlanPathSegment, isOfType: TypeTest): unknown[] {
  const found: unknown[] = [];
  for (const value of values) {
    if (segment === '@') {
      keepElements(found, value);
    } else if (typeof segment !== 'object') {
      keep(found, (value as DataObject)[segment]);
    } else if (isOneOf(value, segment.on, isOfType)) {
      found.push(value);
    }
  }
  return found;
}

// One `@` goes through lists of lists too: the planners differ in how many they write.
function keepElements(found: unknown[], value: unknown): void {
  if (Array.isArray(value)) for (const element of value) keepElements(found, element);
  else keep(found, value);
}

function keep(found: unknown[], value: unknown): void {
  if (value !== null && value !== undefined) found.push(value);
}

function isOneOf(value: unknown, types: readonly string[], isOfType: TypeTest): boolean {
  const typename = (value as DataObject)['__typename'];
  return types.some((type) => isOfType(typename, type));
}

/** Every place in the data at which a path meets each object, as paths of errors name places. */
export function placesAt(data: DataObject, path: PlanPath, isOfType: TypeTest): Map<unknown, ErrorPath[]> {
  const places = new Map<unknown, ErrorPath[]>();
  visit(data, 0, []);
  return places;

  function visit(value: unknown, depth: number, place: ErrorPath): void {
    if (value === null || value === undefined) return;
    const segment = path[depth] as PlanPathSegment;
    if (depth === path.length) {
      remember(value, place);
    } else if (segment === '@') {
      visitElements(value, depth + 1, place);
    } else if (typeof segment !== 'object') {
      visit((value as DataObject)[segment], depth + 1, [...place, segment]);
    } else if (isOneOf(value, segment.on, isOfType)) {
      visit(value, depth + 1, place);
    }
  }

  function visitElements(value: unknown, depth: number, place: ErrorPath): void {
    if (!Array.isArray(value)) visit(value, depth, place);
    else for (const [index, element] of value.entries()) visitElements(element, depth, [...place, index]);
  }

  function remember(value: unknown, place: ErrorPath): void {
    const known = places.get(value);
    if (known) known.push(place);
    else places.set(value, [place]);
  }
}

/** A path of the plan as it stands in errors: without its conditions on types. */
export function namesOf(path: PlanPath): ErrorPath {
  return path.filter((segment) => typeof segment !== 'object');
}
