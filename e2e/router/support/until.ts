import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds; an error counts as not yet. Fails after a minute. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const attempt = async () => {
    try {
      return await holds();
    } catch {
      return false;
    }
  };
  for (const deadline = Date.now() + 60_000; !(await attempt()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`It did not come to hold that ${what}.`);
  }
}
