import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const SWAPS = 50;
const LONG = 180_000;

it(
  'keeps nothing of the graphs it no longer serves',
  async () => {
    const script = fileURLToPath(new URL('../testing/swap-graphs.ts', import.meta.url));
    const args = ['--expose-gc', '--import', 'tsx', script, String(SWAPS)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { swapped, alive } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as {
      swapped: number;
      alive: number;
    };
    expect(swapped).toBe(SWAPS);
    // The one that is served, and at most a few that a timer or a pending promise still holds.
    expect(alive).toBeLessThanOrEqual(4);
  },
  LONG,
);
