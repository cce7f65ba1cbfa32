import { createHash } from 'node:crypto';
import type { Clock, Problem, Session } from '@wecube/kit';
import { toProblem } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { PluginIdentity } from '../../instances/index.ts';
import type { SubSystemRepository } from '../data/sub-system-repository.ts';
import { provesIdentity } from '../domain/sign-in-proof.ts';
import { saySubSystem } from '../domain/texts.ts';
import type { PluginTokens } from '../ports.ts';
import { type IssuedToken, issueTokens } from './issue-tokens.ts';
import type { KnownIdentities } from './known-identities.ts';
import type { RecogniseToken } from './recognise-token.ts';

export type SignInRequest = { username: string; password: string; nonce: string };
export type SignInOutcome = { tokens: IssuedToken[]; problems: Problem[] };

type Dependencies = {
  database: CoreDatabase;
  audit: Audit;
  clock: Clock;
  known: KnownIdentities;
  tokens: PluginTokens;
  repository: SubSystemRepository;
  recognise: RecogniseToken;
};

const NONCE_KEPT_MS = 24 * 60 * 60_000;
/** Go plugins sign in with one nonce for ever, some with two; who shows more varies it and may use none again. */
const NONCES_OF_WHO_VARIES = 4;
const MINUTE_MS = 60_000;
const MOST_PER_MINUTE = 60;

/** Gives a sub-system its tokens for a proof that it holds its private key. */
export function createSignIn(dependencies: Dependencies) {
  const { database, clock, known, repository, audit } = dependencies;
  const isBusy = createMeter(clock);
  return async ({ username, password, nonce }: SignInRequest): Promise<SignInOutcome> => {
    const identity = (await known.list()).find(({ systemCode }) => systemCode === username);
    const proof = identity && { ...identity, nonce, password };
    if (!proof || nonce === '' || !provesIdentity(proof))
      return refused(saySubSystem('SUB_SYSTEM_CREDENTIALS_WRONG', { systemCode: username.slice(0, 100) }));
    if (isBusy(username)) return refused(saySubSystem('SUB_SYSTEM_SIGN_IN_BUSY', { systemCode: username }));
    const nonceHash = createHash('sha256').update(nonce).digest('hex');
    const isFresh = await database.transaction(async (tx) => {
      const now = clock.now();
      await repository.forgetNonces(tx, new Date(now - NONCE_KEPT_MS));
      const isNew = await repository.rememberNonce(tx, { systemCode: username, nonceHash, usedAt: new Date(now) });
      if (!isNew && (await repository.countNonces(tx, username)) >= NONCES_OF_WHO_VARIES) return false;
      const session = sessionOf(identity);
      await audit.record(tx, { session, action: 'session:self', subject: username, outcome: 'DONE' });
      return true;
    });
    if (!isFresh) return refused(saySubSystem('SUB_SYSTEM_NONCE_USED'));
    return { tokens: issueTokens(dependencies, identity), problems: [] };
  };
}

/** Renews the tokens of a sub-system that still has a refresh token. */
export function createRefresh(dependencies: Pick<Dependencies, 'recognise' | 'tokens' | 'clock'>) {
  return async (refreshToken: string): Promise<SignInOutcome> => {
    const found = await dependencies.recognise(refreshToken, 'refreshToken');
    if (!found?.isSystem) return refused(saySubSystem('SUB_SYSTEM_TOKEN_INVALID'));
    return { tokens: issueTokens(dependencies, found.identity), problems: [] };
  };
}

const refused = (said: ReturnType<typeof saySubSystem>): SignInOutcome => ({ tokens: [], problems: [toProblem(said)] });

const sessionOf = ({ systemCode, packageName }: PluginIdentity): Session => ({
  ...{ kind: 'sub-system', subject: systemCode, name: systemCode, packageName, roles: [], actions: [] },
});

/** A password can be sent again by who saw it; this bounds what that is worth. */
function createMeter(clock: Clock): (systemCode: string) => boolean {
  const counts = new Map<string, { until: number; count: number }>();
  return (systemCode) => {
    const now = clock.now();
    const known = counts.get(systemCode);
    const current = known && known.until > now ? known : { until: now + MINUTE_MS, count: 0 };
    counts.set(systemCode, { ...current, count: current.count + 1 });
    return current.count >= MOST_PER_MINUTE;
  };
}
