import { idOf, type Row, rowsOf } from '../answers.ts';
import { Skip } from '../check.ts';
import type { Answer } from '../connection.ts';
import type { ModelEntity, Subject } from '../subject.ts';
import { queryOf, someEntities } from './probe.ts';

/** An entity that can be written to, the attribute the checks write in, and what has to be taken away again. */
export type Plan = { subject: Subject; entity: ModelEntity; text: string; values: Row; made: string[] };

/** The first entity whose required attributes can all be given a value, and that takes a new object. */
export const planOf = (subject: Subject): Promise<Omit<Plan, 'made'>> =>
  subject.once('plan of writes', () => findPlan(subject));

async function findPlan(subject: Subject): Promise<Omit<Plan, 'made'>> {
  for (const entity of await someEntities(subject)) {
    const values = await valuesFor(subject, entity);
    const texts = entity.attributes.filter((one) => isFree(one) && one.name !== 'id' && one.name !== 'displayName');
    const text = (texts.find(({ required }) => required) ?? texts[0])?.name;
    if (values && text) return { subject, entity, text, values };
  }
  throw new Skip('no entity has a text that could be written without knowing more');
}

const isFree = ({ dataType, refEntity }: ModelEntity['attributes'][number]): boolean =>
  refEntity === null && /^(str|string|text)$/i.test(dataType);

async function valuesFor(subject: Subject, entity: ModelEntity): Promise<Row | null> {
  const values: Row = {};
  for (const attribute of entity.attributes.filter(({ required, name }) => required && name !== 'id')) {
    const value = await valueFor(subject, entity, attribute);
    if (value === undefined) return null;
    values[attribute.name] = value;
  }
  return values;
}

/** A reference points where those of other objects point. */
async function valueFor(
  subject: Subject,
  entity: ModelEntity,
  attribute: ModelEntity['attributes'][number],
): Promise<unknown> {
  if (isFree(attribute)) return 'conformance';
  if (attribute.refEntity === null) return 1;
  const rows = rowsOf(await subject.connection.ask(queryOf(subject, entity.name)));
  return rows?.map((row) => row[attribute.name]).find((value) => value !== null && value !== undefined);
}

export const rowOf = ({ values, text }: Plan, word: string): Row => ({ ...values, [text]: `conformance ${word}` });

export const write = (
  { subject, entity }: Plan,
  verb: string,
  body: unknown,
  headers?: Record<string, string>,
): Promise<Answer> =>
  subject.connection.ask({ path: `/${subject.packageName}/entities/${entity.name}/${verb}`, body, headers });

export async function create(plan: Plan, rows: unknown): Promise<Answer> {
  const answer = await write(plan, 'create', rows);
  plan.made.push(...(rowsOf(answer) ?? []).map(idOf));
  return answer;
}

/** The id of a new object; skips when none can be made, which write-create tells. */
export async function made(plan: Plan, row: Row): Promise<string> {
  const [created] = rowsOf(await create(plan, [row])) ?? [];
  if (!created || typeof created['id'] !== 'string') throw new Skip('no object can be made; see write-create');
  return created['id'];
}

export async function find({ subject, entity }: Plan, id: string): Promise<Row | null> {
  const filters = [{ attrName: 'id', op: 'eq', condition: id }];
  const rows = rowsOf(await subject.connection.ask(queryOf(subject, entity.name, filters))) ?? [];
  return rows.find((row) => idOf(row) === id) ?? null;
}

export const count = async ({ subject, entity }: Plan): Promise<number> =>
  rowsOf(await subject.connection.ask(queryOf(subject, entity.name)))?.length ?? 0;

const SAMPLES = ['one', 'two', 'three'];

/**
 * Where there are no objects at all but may be some, makes a few to look for and to call interfaces with. What is given
 * takes them away again.
 */
export async function provideSamples(subject: Subject): Promise<() => Promise<void>> {
  const nothing = async () => {};
  if (!subject.parts.allowed.write || !subject.parts.connection) return nothing;
  try {
    const plan = { ...(await planOf(subject)), made: [] as string[] };
    if ((await count(plan)) > 0) return nothing;
    await create(
      plan,
      SAMPLES.map((word) => rowOf(plan, word)),
    );
    return async () => {
      for (const id of plan.made) await write(plan, 'delete', [{ id }]).catch(() => null);
    };
  } catch {
    return nothing; // The checks tell what cannot be written or read.
  }
}
