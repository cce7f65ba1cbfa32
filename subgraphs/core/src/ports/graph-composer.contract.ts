import { expect, it } from 'vitest';
import type { GraphComposer } from './graph-composer.ts';

const GOOD = 'type Query { sampleThing: String }';
/** The composer refuses it: the type is nowhere. */
const BAD = 'type Query { sampleThing: Absent }';

/** What every `GraphComposer` must do. `unreachable` gives one whose composer is not there. */
export function graphComposerContract(open: () => GraphComposer, unreachable: () => GraphComposer): void {
  it('lets a subgraph pass that composes', async () => {
    expect(await open().check({ packageName: 'sample', sdl: GOOD })).toEqual({ ok: true });
  });

  it("gives the composer's own words for one that does not", async () => {
    const verdict = await open().check({ packageName: 'sample', sdl: BAD });
    expect(verdict).toEqual({ ok: false, error: expect.stringContaining('Absent') });
  });

  it('gives no verdict when the composer cannot be asked', async () => {
    const verdict = unreachable().check({ packageName: 'sample', sdl: GOOD });
    await expect(verdict).rejects.toMatchObject({ code: 'GRAPH_COMPOSER_UNREACHABLE', retryable: true });
  });
}
