import { type IssuedToken, type PlatformDoor, RestRefusal } from '@wecube/plugin-adapters/wecube-rest/server';
import { z } from 'zod';
import type { CoreDoor } from '../plugins/core-door.ts';
import type { PluginDirectory } from '../plugins/plugin-directory.ts';

const outcome = z.object({
  tokens: z.array(z.object({ token: z.string(), tokenType: z.string(), expiresAt: z.coerce.date() })),
  problems: z.array(z.object({ code: z.string(), message: z.string() })),
});
const signedIn = z.object({ signInSubSystem: outcome });
const refreshed = z.object({ refreshSubSystem: outcome });

const TOKENS = '{ tokens { token tokenType expiresAt } problems { code message } }';
const SIGN_IN = `mutation RouterSubSystem($input: SubSystemSignInInput!) { signInSubSystem(input: $input) ${TOKENS} }`;
const REFRESH = `mutation RouterSubSystemRefresh($token: String!) { refreshSubSystem(refreshToken: $token) ${TOKENS} }`;

/** What plugins ask of the platform that no session gives a right to: signing in, and where others are. */
export function createPlatformDoor(core: CoreDoor, directory: PluginDirectory): PlatformDoor {
  return {
    signInSubSystem: async (input) => tokensOf(signedIn.parse(await core.ask(SIGN_IN, { input })).signInSubSystem),
    refreshSubSystem: async (token) => tokensOf(refreshed.parse(await core.ask(REFRESH, { token })).refreshSubSystem),
    addresses: () => directory.all(),
  };
}

function tokensOf({ tokens, problems }: z.infer<typeof outcome>): IssuedToken[] {
  const [problem] = problems;
  if (problem) throw new RestRefusal(problem.message, problem.code);
  return tokens.map(({ expiresAt, ...token }) => ({ ...token, expiresAt: expiresAt.getTime() }));
}
