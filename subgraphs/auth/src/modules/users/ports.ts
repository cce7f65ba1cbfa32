import type { AuthTransaction } from '@wecube/prisma';

/** Hashes passwords slowly and checks them. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** False also for a `hash` that is null, after the same time. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** Ends sessions of a user; owned by the tokens module. */
export interface SessionEnder {
  /** All of them, except the one that the access token `keepTokenId` belongs to. */
  endSessions(tx: AuthTransaction, userId: string, keepTokenId?: string): Promise<void>;
}
