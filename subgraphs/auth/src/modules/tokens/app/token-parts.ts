import type { Clock, Logger, Problem } from '@wecube/kit';
import type { AuthDatabase } from '@wecube/prisma';
import type { UsersModule } from '../../users/index.ts';
import type { TokenSigner } from '../ports.ts';

/** What the use cases of this module work with. */
export type TokenParts = {
  database: AuthDatabase;
  logger: Logger;
  clock: Clock;
  users: Pick<UsersModule, 'verifyPassword' | 'findUser'>;
  signer: TokenSigner;
  lives: { accessMs: number; refreshMs: number };
};

/** Both tokens of a session with the milliseconds they are good for. */
export type IssuedTokens = {
  accessToken: string;
  expiresInMs: number;
  refreshToken: string;
  refreshExpiresInMs: number;
  mustChangePassword: boolean;
};

export type TokenResult = { tokens: IssuedTokens; problems: [] } | { tokens: null; problems: Problem[] };

export const refused = (...problems: Problem[]): TokenResult => ({ tokens: null, problems });
