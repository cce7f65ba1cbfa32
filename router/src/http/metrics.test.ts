import { expect, it } from 'vitest';
import { Metrics } from './metrics.ts';

it('counts, reads and measures by labels', async () => {
  const metrics = new Metrics();
  const count = metrics.counter('things_total', 'Things.');
  const measure = metrics.histogram('thing_seconds', 'How long a thing takes.', [0.1, 1]);
  metrics.gauge('level', 'A level.', () => 7);
  metrics.gauge('levels', 'Levels.', () => [{ labels: { of: 'water' }, value: 3 }], ['of']);
  count({ kind: 'a', status: 200 });
  count({ kind: 'a', status: 200 });
  count({ kind: 'say "b"\n', status: 500 });
  measure({ kind: 'a' }, 0.5);
  const lines = (await metrics.render()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE things_total counter',
      'things_total{kind="a",status="200"} 2',
      'things_total{kind="say \\"b\\"\\n",status="500"} 1',
      'level 7',
      'levels{of="water"} 3',
      'thing_seconds_bucket{le="0.1",kind="a"} 0',
      'thing_seconds_bucket{le="1",kind="a"} 1',
      'thing_seconds_sum{kind="a"} 0.5',
    ]),
  );
});

it('forgets the sets of labels that a gauge no longer has', async () => {
  const metrics = new Metrics();
  let names = ['one', 'two'];
  metrics.gauge('levels', 'Levels.', () => names.map((of) => ({ labels: { of }, value: 1 })), ['of']);
  expect(await metrics.render()).toContain('levels{of="two"} 1');
  names = ['one'];
  expect(await metrics.render()).not.toContain('levels{of="two"}');
});

it('knows the process, and keeps the figures of one router from another', async () => {
  const [one, other] = [new Metrics(), new Metrics()];
  one.counter('things_total', 'Things.')({});
  expect(await one.render()).toMatch(/^things_total 1$/m);
  expect(await other.render()).not.toContain('things_total');
  expect(await other.render()).toMatch(/^process_resident_memory_bytes \d+/m);
});
