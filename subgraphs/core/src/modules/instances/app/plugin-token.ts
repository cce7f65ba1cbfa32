import type { TokenMint } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { ensureIdentity } from './ensure-identity.ts';

const LIFE_MS = 60 * 60_000;
/** A token is not handed out any more when less of its life is left. */
const REST_MS = 30 * 60_000;
/** Often enough that whoever keeps a token never holds an expired one. */
export const TOKEN_RENEWAL_MS = 10 * 60_000;

type Dependencies = Pick<InstanceDependencies, 'identities' | 'clock'> & { mint: TokenMint };

/** Tokens by which the platform shows itself to a plugin, signed with that package's own key: none fits another plugin. */
export function createPluginToken(dependencies: Dependencies) {
  const minted = new Map<string, { token: string; signingKey: string; expiresAt: number }>();
  return async (packageName: string): Promise<string> => {
    const now = dependencies.clock.now();
    const { signingKey } = (await ensureIdentity(dependencies, packageName)).identity;
    const known = minted.get(packageName);
    if (known && known.signingKey === signingKey && known.expiresAt - now > REST_MS) return known.token;
    const token = dependencies.mint({ signingKey, now, lifeMs: LIFE_MS });
    minted.set(packageName, { token, signingKey, expiresAt: now + LIFE_MS });
    return token;
  };
}
export type PluginToken = ReturnType<typeof createPluginToken>;
