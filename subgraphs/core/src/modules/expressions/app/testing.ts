import fc from 'fast-check';
import type { EntityRow } from '../../../ports/plugin-caller.ts';
import type { Segment } from '../domain/expression.ts';
import { toCondition } from '../domain/filter-condition.ts';
import type { ModelEntity } from '../domain/model.ts';
import { parseExpression } from '../domain/parse-expression.ts';
import { anEntity, fits } from '../testing.ts';

export type World = {
  model: ModelEntity[];
  rows: Record<string, EntityRow[]>;
  text: string;
  rootObjectIds: string[] | undefined;
};

const ENTITIES = ['p:a', 'p:b', 'q:c'];
const ids = (entity: string) => Array.from({ length: 6 }, (_, index) => `${entity.slice(-1)}${index}`);

/** A random model of three entities that reference each other (and themselves), its objects, and a path over it. */
export function aWorld(): fc.Arbitrary<World> {
  const target = fc.constantFrom(...ENTITIES);
  const references = fc.array(fc.record({ target, multiple: fc.boolean() }), { minLength: 1, maxLength: 3 });
  return fc.array(references, { minLength: ENTITIES.length, maxLength: ENTITIES.length }).chain((perEntity) => {
    const model = ENTITIES.map((entity, at) =>
      anEntity(
        entity,
        'color',
        ...(perEntity[at] ?? []).map((one, index) => ({
          name: `r${index}`,
          references: one.target,
          multiple: one.multiple,
        })),
      ),
    );
    return fc.record({
      model: fc.constant(model),
      rows: fc.record(Object.fromEntries(model.map((entity) => [nameOf(entity), rowsOf(entity)]))),
      text: pathOver(model),
      rootObjectIds: fc.option(fc.subarray(ENTITIES.flatMap(ids)), { nil: undefined }),
    });
  });
}

function rowsOf(entity: ModelEntity): fc.Arbitrary<EntityRow[]> {
  const attributes = entity.attributes.map((attribute) => [attribute.name, valuesOf(attribute)] as const);
  const rows = ids(nameOf(entity)).map((id) => fc.record({ id: fc.constant(id), ...Object.fromEntries(attributes) }));
  return fc.tuple(...rows).chain((all) => fc.shuffledSubarray(all));
}

function valuesOf({ references, multiple }: ModelEntity['attributes'][number]): fc.Arbitrary<unknown> {
  if (!references) return fc.constantFrom('red', 'green');
  const id = fc.constantFrom(...ids(`${references.packageName}:${references.entityName}`), 'gone');
  const one = fc.oneof(
    id,
    id.map((each) => ({ id: each })),
    fc.constantFrom(null, ''),
  );
  return multiple
    ? fc.oneof(
        fc.array(id, { maxLength: 3 }),
        fc.array(id, { minLength: 2, maxLength: 3 }).map((many) => many.join(',')),
      )
    : one;
}

/** Up to four steps, each along or against a reference of the model, with filters here and there. */
function pathOver(model: readonly ModelEntity[]): fc.Arbitrary<string> {
  const choices = fc.array(
    fc.record({ step: fc.nat(), filter: fc.constantFrom('', "{color eq 'red'}", "{color in ['red','green']}") }),
    { maxLength: 4 },
  );
  return fc.record({ start: fc.constantFrom(...model), choices }).map(({ start, choices: chosen }) => {
    let at = start;
    let text = nameOf(start);
    for (const { step, filter } of chosen) {
      const steps = stepsFrom(at, model);
      const taken = steps[step % steps.length];
      if (!taken) break;
      at = taken.to;
      text += taken.text + filter;
    }
    return text;
  });
}

function stepsFrom(from: ModelEntity, model: readonly ModelEntity[]): { text: string; to: ModelEntity }[] {
  const forward = from.attributes.flatMap(({ name, references }) => {
    const to = model.find(
      (entity) => references && nameOf(entity) === `${references.packageName}:${references.entityName}`,
    );
    return to ? [{ text: `.${name}>${nameOf(to)}`, to }] : [];
  });
  const backward = model.flatMap((to) =>
    to.attributes
      .filter(({ references }) => references && `${references.packageName}:${references.entityName}` === nameOf(from))
      .map(({ name }) => ({ text: `~(${name})${nameOf(to)}`, to })),
  );
  return [...forward, ...backward];
}

/** What an expression means, object by object and without any care for cost: object id -> its roots, both sorted. */
export function naiveEvaluation(
  rows: Record<string, EntityRow[]>,
  text: string,
  rootObjectIds: readonly string[] | undefined,
): Map<string, string[]> {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const [first, ...rest] = parsed.expression.segments as [Segment, ...Segment[]];
  const lineage = new Map<string, Set<string>>();
  const visit = (row: EntityRow, root: string, left: readonly Segment[]): void => {
    const [next, ...more] = left;
    if (!next) {
      lineage.set(String(row.id), (lineage.get(String(row.id)) ?? new Set()).add(root));
      return;
    }
    for (const other of candidates(next, rows)) if (areLinked(row, other, next)) visit(other, root, more);
  };
  for (const root of candidates(first, rows)) {
    if (!rootObjectIds || rootObjectIds.includes(String(root.id))) visit(root, String(root.id), rest);
  }
  const entries = [...lineage].map(([id, roots]): [string, string[]] => [id, [...roots].sort()]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function candidates(segment: Segment, rows: Record<string, EntityRow[]>): EntityRow[] {
  const all = rows[`${segment.packageName.text}:${segment.entityName.text}`] ?? [];
  return all.filter((row) => segment.filters.every((filter) => fits(row, toCondition(filter))));
}

function areLinked(from: EntityRow, to: EntityRow, { via }: Segment): boolean {
  if (!via) return false;
  const [owner, target] = via.direction === 'FORWARD' ? [from, to] : [to, from];
  const value = owner[via.attribute.text];
  const pointed = [value]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? one.split(',') : [(one as { id?: string } | null)?.id]));
  return pointed.includes(String(target.id));
}

const nameOf = (entity: ModelEntity) => `${entity.packageName}:${entity.name}`;
