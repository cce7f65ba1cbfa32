import { createHash } from 'node:crypto';
import type { AuthClient } from '@wecube/prisma';
import { backOffMs } from '../domain/back-off.ts';

const KEPT_MS = 24 * 60 * 60_000;

/** How long the username still has to wait at `now`, in milliseconds; the same for names that nobody has. */
export async function remainingWaitMs(client: AuthClient, username: string, now: number): Promise<number> {
  const row = await client.passwordFailure.findUnique({ where: { usernameHash: keyOf(username) } });
  return Math.max(0, (row?.lockedUntil.getTime() ?? 0) - now);
}

/** Counts a wrong password and decides how long the username waits. */
export async function countFailure(client: AuthClient, username: string, now: number): Promise<void> {
  const usernameHash = keyOf(username);
  const lastAt = new Date(now);
  const { failures } = await client.passwordFailure.upsert({
    where: { usernameHash },
    create: { usernameHash, failures: 1, lockedUntil: lastAt, lastAt },
    update: { failures: { increment: 1 }, lastAt },
  });
  const wait = backOffMs(failures);
  if (wait === 0) return;
  await client.passwordFailure.update({ where: { usernameHash }, data: { lockedUntil: new Date(now + wait) } });
}

export async function forgetFailures(client: AuthClient, username: string): Promise<void> {
  await client.passwordFailure.deleteMany({ where: { usernameHash: keyOf(username) } });
}

/** Forgets names that nobody tried for a day, so that invented ones do not fill the table. */
export async function forgetOldFailures(client: AuthClient, now: number): Promise<void> {
  await client.passwordFailure.deleteMany({ where: { lastAt: { lt: new Date(now - KEPT_MS) } } });
}

const keyOf = (username: string) => createHash('sha256').update(username).digest('hex');
