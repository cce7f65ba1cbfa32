import 'reflect-metadata';
import { FAULTS, reportOf } from './testing/report-of.ts';

const only = process.argv.slice(2);
const ids = only.length ? only : Object.keys(FAULTS);
let next = 0;
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let id = ids[next++]; id; id = ids[next++]) {
      const { checks } = await reportOf(FAULTS[id] ?? {});
      const failed = checks.filter(({ outcome }) => outcome === 'failed');
      if (failed.length === 1 && failed[0]?.id === id) process.stdout.write('.');
      else
        console.log(
          `\n${id}: ${failed.map((one) => `${one.id} [${one.reason?.slice(0, 120)}]`).join('; ') || 'NOTHING'}`,
        );
    }
  }),
);
console.log('done');
