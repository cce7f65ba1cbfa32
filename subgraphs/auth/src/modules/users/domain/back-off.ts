/** So many wrong passwords in a row cost nothing but the time to type them. */
const FREE_FAILURES = 4;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long a username waits after its n-th wrong password in a row: 0, then 5 s, doubling up to 15 minutes. */
export function backOffMs(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES - 1), LONGEST_WAIT_MS);
}
