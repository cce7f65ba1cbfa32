import { expect, it } from 'vitest';
import { pointingTo, readStep, type TrailStep, walkOn, writeStep } from './object-trail.ts';

const step = (objectId: string, entity = 'estate:host'): TrailStep => ({ entity, objectId });

it('writes a step so that it is read again, whatever the id', () => {
  for (const id of ['h1', 'a:b:c', "it's", ' ']) expect(readStep(writeStep(step(id)))).toEqual(step(id));
  for (const wrong of ['', 'estate', 'estate:host', ':host:h1']) expect(readStep(wrong)).toBeNull();
});

it('remembers the way, and shortens it when it comes back to where it was', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => step(id)) as [TrailStep, TrailStep, TrailStep];
  expect(walkOn([a], b, c)).toEqual([a, b]);
  expect(walkOn([a, b], c, a)).toEqual([]);
  expect(walkOn([a, b], c, b)).toEqual([a]);
  expect(walkOn([], a, a)).toEqual([]);
});

it('keeps the newest steps of a long way', () => {
  const way = Array.from({ length: 30 }, (_, at) => step(`h${at}`));
  expect(walkOn(way, step('from'), step('to')).map(({ objectId }) => objectId)).toEqual([
    ...way.slice(-11).map(({ objectId }) => objectId),
    'from',
  ]);
});

it('asks for all that point to an object, whatever its id holds', () => {
  expect(pointingTo(step("it's"), 'shell:agent', 'host')).toBe("estate:host{id eq 'it''s'}~(host)shell:agent");
});
