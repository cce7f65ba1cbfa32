import { idOf, isRefusal, type Row, rowsOf } from '../answers.ts';
import { type Check, type CheckGroup, firstOf, Skip } from '../check.ts';
import { type Answer, shown } from '../connection.ts';
import type { ModelEntity, Subject } from '../subject.ts';
import { queryBody, queryOf, someEntities } from './probe.ts';

type Filter = { attrName: string; op: string; condition: unknown };
type Sample = { subject: Subject; entity: ModelEntity; rows: Row[] };
const MANY = 20_000;
const FILTER_REMEDY = 'Read additionalFilters, all of which hold; the portal and every expression are built on them.';

/** Reading objects. */
export const queryChecks: CheckGroup = {
  name: 'queries',
  checks: [
    {
      id: 'query-answered',
      severity: 'must',
      says: 'every entity answers a query with a list of objects',
      remedy: 'Answer { "status": "OK", "message": "", "data": [...] } with HTTP 200; no objects is an empty list.',
      look: (subject) =>
        ofEntities(subject, async (entity) => {
          const answer = await allOf(subject, entity);
          return rowsOf(answer) && answer.status === 200 ? null : shown(answer);
        }),
    },
    ofRows(
      'query-ids',
      'must',
      'every object has a text id, and no two have the same',
      'Give each row "id".',
      ({ rows }) => {
        const bare = rows.find(({ id }) => typeof id !== 'string' || id === '');
        if (bare) return `the id of an object is ${JSON.stringify(bare['id'] ?? null)}`;
        return new Set(rows.map(idOf)).size === rows.length ? null : 'two objects have one id';
      },
    ),
    ofRows('query-names', 'should', 'every object has a displayName', 'Give each row "displayName".', ({ rows }) => {
      const bare = rows.find(({ displayName }) => typeof displayName !== 'string');
      return bare ? `${idOf(bare)} has none` : null;
    }),
    ofRows(
      'query-declared-attributes',
      'should',
      'objects have the attributes that the model declares',
      'Answer every attribute, null where it is empty.',
      ({ rows, entity }) => {
        const missing = entity.attributes.find(({ name }) => rows.every((row) => !(name in row)));
        return missing ? `no object has ${missing.name}` : null;
      },
    ),
    finds('query-eq', 'must', 'eq finds the one object', ({ rows }) => {
      const [row] = rows;
      return row ? { filters: [by('id', 'eq', idOf(row))], expected: [row] } : null;
    }),
    finds('query-without-operator', 'should', 'an empty operator means eq', ({ rows }) => {
      const [row] = rows;
      return row ? { filters: [by('id', '', idOf(row))], expected: [row] } : null;
    }),
    finds('query-in', 'must', 'in finds every object of a list', ({ rows }) => {
      const some = rows.slice(0, 2);
      return { filters: [by('id', 'in', some.map(idOf))], expected: some };
    }),
    finds('query-in-one', 'must', 'in with a list of one finds the one', ({ rows }) => {
      const some = rows.slice(-1);
      return { filters: [by('id', 'in', some.map(idOf))], expected: some };
    }),
    finds('query-in-nothing', 'must', 'in with an empty list finds nothing', () => ({
      ...{ filters: [by('id', 'in', [])], expected: [] },
    })),
    finds('query-in-many', 'must', 'in takes a list of twenty thousand', ({ rows }) => {
      const strangers = Array.from({ length: MANY }, (_, at) => `no-such-object-${at}`);
      const some = rows.slice(0, 1);
      return { filters: [by('id', 'in', [...strangers, ...some.map(idOf)])], expected: some };
    }),
    finds('query-neq', 'should', 'neq finds all but the one', ({ rows }) => {
      const [row, ...others] = rows;
      return row ? { filters: [by('id', 'neq', idOf(row))], expected: others } : null;
    }),
    finds('query-like', 'should', 'like finds what contains a text', ({ rows, entity }) => {
      const word = rows
        .map(({ displayName }) => displayName)
        .find((name) => typeof name === 'string' && name.length > 2);
      if (typeof word !== 'string' || !entity.attributes.some(({ name }) => name === 'displayName')) return null;
      const part = word.slice(1);
      const expected = rows.filter(({ displayName }) => lower(displayName).includes(lower(part)));
      return { filters: [by('displayName', 'like', part)], expected };
    }),
    finds('query-is-empty', 'should', 'is with null finds objects whose attribute is empty', ({ rows, entity }) => {
      const name = sometimesEmpty(entity, rows);
      return name ? { filters: [by(name, 'is', null)], expected: rows.filter((row) => isEmpty(row[name])) } : null;
    }),
    finds(
      'query-isnot-empty',
      'should',
      'isnot with null finds objects whose attribute has a value',
      ({ rows, entity }) => {
        const name = sometimesEmpty(entity, rows);
        return name
          ? { filters: [by(name, 'isnot', null)], expected: rows.filter((row) => !isEmpty(row[name])) }
          : null;
      },
    ),
    finds('query-gt', 'could', 'gt compares numbers as numbers', (sample) => compared(sample, 'gt', (a, b) => a > b)),
    finds('query-lt', 'could', 'lt compares numbers as numbers', (sample) => compared(sample, 'lt', (a, b) => a < b)),
    finds('query-both', 'must', 'all filters have to hold', ({ rows }) => {
      const [one, other] = rows;
      if (!one || !other) return null;
      return { filters: [by('id', 'in', [idOf(one), idOf(other)]), by('id', 'eq', idOf(other))], expected: [other] };
    }),
    finds('query-value-with-name', 'could', 'a value id@@name is read as its id', ({ rows }) => {
      const [row] = rows;
      return row ? { filters: [by('id', 'eq', `${idOf(row)}@@a name`)], expected: [row] } : null;
    }),
    finds('query-unicode', 'must', 'a condition in any script is compared as it is', () => ({
      ...{ filters: [by('id', 'eq', '主机 💡 ночь')], expected: [] },
    })),
    finds('query-quotes', 'must', 'quotes in a condition are part of the text', () => ({
      ...{ filters: [by('id', 'eq', `x' OR '1'='1`)], expected: [] },
    })),
    {
      id: 'query-blank-criteria',
      severity: 'must',
      says: 'blank criteria filter nothing',
      remedy: 'The platform always sends criteria with an empty attrName: read over them.',
      look: (subject) =>
        ofSamples(subject, async ({ entity, rows }) => {
          const body = { criteria: { attrName: '', op: '', condition: '' }, additionalFilters: [] };
          return sameRows(await ask(subject, entity, body), rows);
        }),
    },
    {
      id: 'query-criteria',
      severity: 'should',
      says: 'criteria with an attribute filter as additionalFilters do',
      remedy: 'Read criteria as one filter more.',
      look: (subject) =>
        ofSamples(subject, async ({ entity, rows }) => {
          const [row] = rows;
          const body = { criteria: by('id', 'eq', row ? idOf(row) : ''), additionalFilters: [] };
          return sameRows(await ask(subject, entity, body), row ? [row] : []);
        }),
    },
    {
      id: 'query-null-filters',
      severity: 'should',
      says: 'null instead of filters means none',
      remedy: 'Take null for an empty list.',
      look: (subject) =>
        ofSamples(subject, async ({ entity, rows }) =>
          sameRows(await ask(subject, entity, { criteria: null, additionalFilters: null }), rows),
        ),
    },
    {
      id: 'query-unknown-keys',
      severity: 'must',
      says: 'keys that it does not know change nothing',
      remedy: 'Read what you know and leave the rest: later platforms send more.',
      look: (subject) =>
        ofSamples(subject, async ({ entity, rows }) =>
          sameRows(await ask(subject, entity, { ...queryBody(), resultColumns: ['id'], paging: false }), rows),
        ),
    },
    refusesRows('query-unknown-operator', 'an operator that it does not know never gives all objects', () => [
      by('id', 'no-such-operator', 'x'),
    ]),
    refusesRows('query-unknown-attribute', 'a filter on an attribute that there is not never gives all objects', () => [
      by('no_such_attribute', 'eq', 'x'),
    ]),
    {
      id: 'query-unknown-entity',
      severity: 'should',
      says: 'an entity that it does not have is refused',
      remedy: 'Answer status ERROR with words, not an empty list: a typing error then shows.',
      look: async (subject) => {
        await someEntities(subject);
        const answer = await subject.connection.ask(queryOf(subject, 'no_such_entity'));
        return isRefusal(answer) ? null : shown(answer);
      },
    },
    {
      id: 'query-repeatable',
      severity: 'should',
      says: 'a query that is asked twice gives the same objects',
      remedy: 'Answer from what is stored; what changes by being read cannot be told apart from a change.',
      look: (subject) =>
        ofSamples(subject, async ({ entity, rows }) => {
          const question = queryOf(subject, entity.name, [by('id', 'in', rows.map(idOf))]);
          const first = rowsOf(await subject.connection.ask(question)) ?? [];
          return sameRows(await subject.connection.ask(question), first);
        }),
    },
  ],
};

const by = (attrName: string, op: string, condition: unknown): Filter => ({ attrName, op, condition });
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';
const lower = (value: unknown): string => String(value ?? '').toLowerCase();

type Expectation = { filters: readonly Filter[]; expected: readonly Row[] };

/** A check that looks for objects by filters; null from `plan` says that these objects do not tell. */
function finds(
  id: string,
  severity: Check['severity'],
  says: string,
  plan: (sample: Sample) => Expectation | null,
): Check {
  return {
    ...{ id, severity, says, remedy: FILTER_REMEDY },
    look: (subject) =>
      ofSamples(subject, async (sample) => {
        const planned = plan(sample);
        if (!planned) throw new Skip('the objects there are do not tell');
        const answer = await subject.connection.ask(queryOf(subject, sample.entity.name, planned.filters));
        return sameRows(answer, planned.expected);
      }),
  };
}

function ofRows(
  id: string,
  severity: Check['severity'],
  says: string,
  remedy: string,
  look: (sample: Sample) => string | null,
): Check {
  return { id, severity, says, remedy, look: (subject) => ofSamples(subject, look) };
}

function refusesRows(id: string, says: string, filters: () => Filter[]): Check {
  return {
    ...{ id, severity: 'should' as const, says },
    remedy: 'Refuse with words, or answer no rows: a filter that is left out gives a node objects it must not touch.',
    look: (subject) =>
      ofSamples(subject, async ({ entity }) => {
        const answer = await subject.connection.ask(queryOf(subject, entity.name, filters()));
        return isRefusal(answer) || rowsOf(answer)?.length === 0 ? null : shown(answer);
      }),
  };
}

function compared({ entity, rows }: Sample, op: string, holds: (a: number, b: number) => boolean): Expectation | null {
  const numeric = entity.attributes.find(({ name }) => rows.some((row) => typeof row[name] === 'number'))?.name;
  if (!numeric) return null;
  const values = rows
    .map((row) => row[numeric])
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b);
  const middle = values[Math.floor(values.length / 2)] ?? 0;
  const expected = rows.filter((row) => typeof row[numeric] === 'number' && holds(row[numeric], middle));
  return { filters: [by(numeric, op, String(middle))], expected };
}

function sometimesEmpty(entity: ModelEntity, rows: readonly Row[]): string | undefined {
  const names = entity.attributes.map(({ name }) => name);
  return names.find((name) => rows.some((row) => isEmpty(row[name])) && rows.some((row) => !isEmpty(row[name])));
}

const ask = (subject: Subject, entity: ModelEntity, body: unknown): Promise<Answer> =>
  subject.connection.ask({ ...queryOf(subject, entity.name), body });

const allOf = (subject: Subject, { name }: ModelEntity): Promise<Answer> =>
  subject.once(`rows of ${name}`, () => subject.connection.ask(queryOf(subject, name)));

async function ofEntities(
  subject: Subject,
  look: (entity: ModelEntity) => Promise<string | null>,
): Promise<string | null> {
  return firstOf(await someEntities(subject), ({ name }) => name, look);
}

/** Each entity with the objects it has. */
async function ofSamples(
  subject: Subject,
  look: (sample: Sample) => Promise<string | null> | string | null,
): Promise<string | null> {
  return ofEntities(subject, async (entity) => {
    const rows = rowsOf(await allOf(subject, entity));
    if (!rows) throw new Skip('the objects cannot be read; see query-answered');
    if (rows.length === 0) throw new Skip('there are no objects to look for');
    return look({ subject, entity, rows });
  });
}

function sameRows(answer: Answer, expected: readonly Row[]): string | null {
  const rows = rowsOf(answer);
  if (!rows) return shown(answer);
  const [found, wanted] = [rows.map(idOf).sort(), expected.map(idOf).sort()];
  if (JSON.stringify(found) === JSON.stringify(wanted)) return null;
  return `${found.length} objects instead of ${wanted.length}`;
}
