import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EntityTable } from './plugin-kit/entity-table.mjs';

const ENTITY = { attributes: [{ name: 'id' }, { name: 'color' }, { name: 'unit', refEntityName: 'unit' }] };
const unit = fc.constantFrom('u1', 'u2', 'u3');
const row = fc.record({
  id: fc.constantFrom('h1', 'h2', 'h3', 'h4'),
  color: fc.constantFrom('red', 'green'),
  unit: fc.oneof(unit, fc.array(unit, { maxLength: 3 }), fc.constantFrom(null, '')),
});
const change = fc.oneof(row, fc.record({ deleted: fc.constantFrom('h1', 'h2', 'h3', 'h4') }));
const filter = fc.oneof(
  fc.record({ attrName: fc.constant('id'), op: fc.constant('in'), condition: fc.subarray(['h1', 'h2', 'h4', 'h9']) }),
  fc.record({ attrName: fc.constant('unit'), op: fc.constantFrom('eq', ''), condition: unit }),
  fc.record({ attrName: fc.constant('unit'), op: fc.constant('in'), condition: fc.subarray(['u1', 'u2', '', 'u9']) }),
  fc.record({ attrName: fc.constant('color'), op: fc.constant('eq'), condition: fc.constant('red') }),
);

it('finds by its indexes what it would find by looking at every row', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), fc.array(filter, { maxLength: 3 }), (changes, filters) => {
      const table = new EntityTable(ENTITY);
      const plain = new Map<string, Record<string, unknown>>();
      for (const one of changes) {
        if ('deleted' in one) {
          table.delete(one.deleted);
          plain.delete(one.deleted);
        } else {
          table.set(one);
          plain.set(one.id, one);
        }
      }
      const expected = [...plain.values()].filter((one) =>
        filters.every((each) => fits(one[each.attrName], each.condition)),
      );
      expect(table.query(filters).sort(byId)).toEqual(expected.sort(byId));
      const pointing = [...plain.values()].filter((one) => fits(one['unit'], 'u1'));
      expect(table.pointingTo('unit', 'u1') === null).toBe(pointing.length === 0);
    }),
    { numRuns: 1_000 },
  );
});

const byId = (one: Record<string, unknown>, other: Record<string, unknown>) =>
  String(one['id']) < String(other['id']) ? -1 : 1;

function fits(value: unknown, wanted: string | string[]): boolean {
  const values = [value ?? ''].flat();
  const held = values.length > 0 ? values : [''];
  return held.some((one) => [wanted].flat().includes(String(one)));
}
