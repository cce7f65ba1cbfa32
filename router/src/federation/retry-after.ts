/** However long an instance asks to be left alone, it is asked again after this. */
const LONGEST_MS = 60_000;

/** How long a `Retry-After` header asks to wait, at most a minute; null without one that can be read. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  if (Number.isNaN(seconds)) return null;
  return Math.min(Math.max(0, seconds), LONGEST_MS);
}
