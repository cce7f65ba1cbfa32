import type { Subject } from './subject.ts';

/** `must`: the platform cannot work with it; `should`: somebody will be hurt by it one day; `could`: good to have. */
export type Severity = 'must' | 'should' | 'could';

/** One thing that a plugin of the protocol does. */
export type Check = {
  /** Its name for ever: people exclude and search for it. */
  readonly id: string;
  readonly severity: Severity;
  /** What holds when it passes, as a sentence about the plugin. */
  readonly says: string;
  /** What its author does when it does not. */
  readonly remedy: string;
  /** Null when it holds, else what was seen instead. Throws `Skip` when it cannot be told. */
  look(subject: Subject): Promise<string | null> | string | null;
};

/** Why a check says nothing about this plugin. */
export class Skip extends Error {
  override readonly name = 'Skip';
}

/** The checks of one part of the protocol, in the order in which they are made. */
export type CheckGroup = { readonly name: string; readonly checks: readonly Check[] };

/** The first deviation among several things, each told apart by its name. */
export async function firstOf<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
  look: (thing: Thing) => Promise<string | null> | string | null,
): Promise<string | null> {
  let skipped: Skip | null = null;
  let looked = false;
  for (const thing of things) {
    try {
      const seen = await look(thing);
      if (seen !== null) return `${nameOf(thing)}: ${seen}`;
      looked = true;
    } catch (error) {
      if (!(error instanceof Skip)) throw error;
      skipped = error;
    }
  }
  if (!looked && skipped) throw skipped;
  return null;
}
