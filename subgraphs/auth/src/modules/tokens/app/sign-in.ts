import { newId } from '@wecube/kit';
import { insertSession } from '../data/session-repository.ts';
import { prepareTokens, signTokens } from './issue-tokens.ts';
import { refused, type TokenParts, type TokenResult } from './token-parts.ts';

export type SignIn = { username: string; password: string };

/** Opens a session for who knows a user's password. */
export async function signIn(parts: TokenParts, { username, password }: SignIn): Promise<TokenResult> {
  const { user, problems } = await parts.users.verifyPassword(username, password);
  if (!user) {
    parts.logger.warn({ username, code: problems[0]?.code }, 'a sign-in was refused');
    return refused(...problems);
  }
  const startedAt = parts.clock.now();
  const session = { id: newId('session'), userId: user.id, startedAt, expiresAt: startedAt + parts.lives.refreshMs };
  const prepared = await parts.database.transaction(async (tx) => {
    await insertSession(tx, session);
    return prepareTokens(parts, tx, user, session.id);
  });
  parts.logger.info({ user: user.username, session: session.id }, 'a user signed in');
  return { tokens: await signTokens(parts, prepared), problems: [] };
}
