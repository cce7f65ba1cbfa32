const EVERY_MS = 500;

/** Adds up counts and tells the sum twice a second at most, one telling at a time; the end waits for the last one. */
export function createPace(tell: (sum: number) => Promise<void>, everyMs = EVERY_MS) {
  let sum = 0;
  let told = 0;
  let telling: Promise<void> | null = null;
  return {
    add(count: number): void {
      sum += count;
      const now = Date.now();
      if (telling || now - told < everyMs) return;
      told = now;
      telling = tell(sum)
        .catch(() => {}) // how far it is can be told the next time
        .finally(() => {
          telling = null;
        });
    },
    async end(): Promise<void> {
      await telling;
    },
  };
}
