import { createHash } from 'node:crypto';
import type { AuthClient, AuthTransaction } from '@wecube/prisma';
import type { StoredToken } from '../domain/refresh-token.ts';

type Reader = AuthClient | AuthTransaction;
export type NewToken = { id: string; sessionId: string; token: string; accessTokenId: string; expiresAt: number };

export async function insertSession(
  db: Reader,
  session: { id: string; userId: string; startedAt: number; expiresAt: number },
) {
  const { id, userId, startedAt, expiresAt } = session;
  await db.userSession.create({ data: { id, userId, startedAt: new Date(startedAt), expiresAt: new Date(expiresAt) } });
}

export async function insertToken(db: Reader, { token, expiresAt, ...row }: NewToken): Promise<void> {
  await db.refreshToken.create({ data: { ...row, tokenHash: hashOf(token), expiresAt: new Date(expiresAt) } });
}

export async function findToken(db: Reader, token: string): Promise<StoredToken | null> {
  const row = await db.refreshToken.findUnique({ where: { tokenHash: hashOf(token) } });
  const session = row && (await db.userSession.findUnique({ where: { id: row.sessionId } }));
  if (!row || !session) return null;
  return {
    id: row.id,
    sessionId: session.id,
    userId: session.userId,
    expiresAt: row.expiresAt.getTime(),
    usedAt: row.usedAt?.getTime() ?? null,
    sessionEndedAt: session.revokedAt?.getTime() ?? null,
  };
}

/** Marks a token as used; false when it was used already, by whoever was faster. */
export async function useToken(db: Reader, id: string, now: number): Promise<boolean> {
  const { count } = await db.refreshToken.updateMany({ where: { id, usedAt: null }, data: { usedAt: new Date(now) } });
  return count === 1;
}

/** Whether a session is there, was not ended and has not run out. */
export async function hasSession(db: Reader, id: string, now: number): Promise<boolean> {
  const where = { id, revokedAt: null, expiresAt: { gt: new Date(now) } };
  return (await db.userSession.count({ where })) > 0;
}

export async function extendSession(db: Reader, id: string, expiresAt: number): Promise<void> {
  await db.userSession.updateMany({ where: { id }, data: { expiresAt: new Date(expiresAt) } });
}

export async function endSession(db: Reader, id: string, now: number): Promise<void> {
  await db.userSession.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date(now) } });
}

/** Ends all sessions of a user but the one that the access token `keepTokenId` came from. */
export async function endUserSessions(db: Reader, userId: string, now: number, keepTokenId?: string): Promise<void> {
  const kept = keepTokenId && (await db.refreshToken.findFirst({ where: { accessTokenId: keepTokenId } }));
  const others = kept ? { id: { not: kept.sessionId } } : {};
  await db.userSession.updateMany({
    where: { userId, revokedAt: null, ...others },
    data: { revokedAt: new Date(now) },
  });
}

/** Removes what expired before `before`. */
export async function deleteExpired(db: Reader, before: number): Promise<void> {
  const old = { expiresAt: { lt: new Date(before) } };
  await db.refreshToken.deleteMany({ where: old });
  await db.userSession.deleteMany({ where: old });
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
