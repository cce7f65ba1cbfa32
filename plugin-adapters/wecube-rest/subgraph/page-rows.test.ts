import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ListArgs, pageRows } from './page-rows.ts';
import type { EntityPlan } from './plan.ts';
import { planPackage } from './plan-package.ts';
import { anEntity } from './testing.ts';

const plan = planPackage({
  packageName: 'estate',
  entities: [anEntity('estate:host', { cores: { type: 'int' }, name: {} })],
  interfaces: [],
  otherPackages: [],
});
const host = plan.entities[0] as EntityPlan;

const row = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  cores: fc.option(fc.integer({ min: 0, max: 3 })),
  name: fc.option(fc.constantFrom('a', 'b', 'B', '10', '9')),
});
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30 });
const orderBy = fc.option(
  fc.record({
    field: fc.constantFrom('ID', 'CORES', 'NAME'),
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  }),
);

const ids = (of: readonly { id?: unknown }[], args: Partial<ListArgs>) =>
  pageRows(host, of as never, args as ListArgs).nodes.map(({ id }) => id);

it('gives each row once when walked page by page, forwards and backwards, in the same order', () => {
  fc.assert(
    fc.property(rows, orderBy, fc.integer({ min: 1, max: 7 }), (all, order, size) => {
      const whole = ids(all, { first: 200, orderBy: order });
      expect([...whole].sort()).toEqual(all.map(({ id }) => id).sort());
      expect(walk(all, order, size, 'first')).toEqual(whole);
      expect(walk(all, order, size, 'last')).toEqual(whole);
    }),
  );
});

it('repeats and skips nothing when a row comes in between two pages', () => {
  fc.assert(
    fc.property(rows, row, orderBy, (all, newcomer, order) => {
      fc.pre(all.length > 2 && !all.some(({ id }) => id === newcomer.id));
      const first = pageRows(host, all, { first: 2, orderBy: order });
      const rest = ids([...all, newcomer], { first: 200, orderBy: order, after: first.pageInfo.endCursor });
      const seen = [...first.nodes.map(({ id }) => id), ...rest].filter((id) => id !== newcomer.id);
      expect(seen).toEqual(ids(all, { first: 200, orderBy: order }));
    }),
  );
});

it('counts what matches, not what is on the page', async () => {
  const page = pageRows(
    host,
    [
      { id: 'a', cores: 1 },
      { id: 'b', cores: 2 },
      { id: 'c', cores: 2 },
    ],
    { first: 1, where: { cores: { eq: 2 } } },
  );
  expect(page.nodes).toHaveLength(1);
  expect(await page.totalCount).toBe(2);
  expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
});

it.each([
  [{ first: 201 }],
  [{ first: -1 }],
  [{ first: 1, last: 1 }],
  [{ after: 'nonsense' }],
  [{ after: Buffer.from('[1]').toString('base64url') }],
])('refuses %j', (args) => {
  expect(() => ids([{ id: 'a' }], args)).toThrowError(expect.objectContaining({ code: 'BAD_PAGE' }));
});

function walk(all: readonly object[], order: ListArgs['orderBy'], size: number, direction: 'first' | 'last') {
  const pages: unknown[][] = [];
  let cursor: string | null = null;
  for (;;) {
    const position: Partial<ListArgs> =
      direction === 'first' ? { first: size, after: cursor } : { last: size, before: cursor };
    const page = pageRows(host, all as never, { ...position, orderBy: order } as ListArgs);
    pages.push(page.nodes.map(({ id }) => id));
    const more = direction === 'first' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
    if (!more) break;
    cursor = direction === 'first' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
  }
  return (direction === 'first' ? pages : pages.reverse()).flat();
}
