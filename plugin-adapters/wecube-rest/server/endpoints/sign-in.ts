import { z } from 'zod';
import { type Endpoint, type IssuedToken, type RestCall, RestRefusal } from '../endpoint.ts';
import { carriedOut, PROBLEMS, type Problems } from '../problems.ts';
import { bodyAs } from '../read-body.ts';

const login = z.object({
  username: z.string(),
  password: z.string(),
  nonce: z.string().nullish(),
  clientType: z.string().nullish(),
});

/** `POST /auth/v1/api/login` for sub-systems and users, and what renews a token. */
export const signInEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/auth/v1/api/login', isOpen: true, handle: signIn },
  { method: 'POST', path: '/auth/v1/api/taskLogin', isOpen: true, handle: signIn },
  { method: 'GET', path: '/auth/v1/api/token', isOpen: true, handle: renew },
];

async function signIn(call: RestCall): Promise<unknown> {
  const { username, password, nonce, clientType } = bodyAs(call, login);
  if (clientType !== 'SUB_SYSTEM') return signInUser(call, username, password);
  return shown(await call.platform.signInSubSystem({ username, password, nonce: nonce ?? '' }));
}

const TOKENS = `accessToken refreshToken expiresInMs refreshExpiresInMs mustChangePassword ${PROBLEMS}`;
type Tokens = Problems & {
  accessToken: string | null;
  refreshToken: string | null;
  expiresInMs: number | null;
  refreshExpiresInMs: number | null;
};

async function signInUser({ ask }: RestCall, username: string, password: string): Promise<unknown> {
  const document = `mutation RestSignIn($input: SignInInput!) { signIn(input: $input) { ${TOKENS} } }`;
  const { signIn: answer } = await ask<{ signIn: Tokens }>(document, { input: { username, password } });
  return tokensOf(carriedOut(answer));
}

/** The refresh token comes as the bearer: one of a user's session, or a signed one of a sub-system. */
async function renew({ ask, bearer, platform }: RestCall): Promise<unknown> {
  if (!bearer) throw new RestRefusal('The refresh token is missing.', 'UNAUTHENTICATED', 401);
  try {
    if (bearer.includes('.')) return shown(await platform.refreshSubSystem(bearer));
    const document = `mutation RestRefresh($input: RefreshInput!) { refreshSession(input: $input) { ${TOKENS} } }`;
    const { refreshSession } = await ask<{ refreshSession: Tokens }>(document, { input: { refreshToken: bearer } });
    return tokensOf(carriedOut(refreshSession));
  } catch (error) {
    if (error instanceof RestRefusal) throw new RestRefusal(error.message, error.code, 401);
    throw error;
  }
}

function tokensOf({ accessToken, refreshToken, expiresInMs, refreshExpiresInMs }: Tokens): unknown {
  const now = Date.now();
  return shown([
    { token: accessToken ?? '', tokenType: 'accessToken', expiresAt: now + (expiresInMs ?? 0) },
    { token: refreshToken ?? '', tokenType: 'refreshToken', expiresAt: now + (refreshExpiresInMs ?? 0) },
  ]);
}

/** `expiration` is a text of milliseconds, whose first ten characters clients read as seconds. */
function shown(tokens: readonly IssuedToken[]): unknown {
  return tokens.map(({ expiresAt, ...token }) => ({ expiration: String(expiresAt), ...token }));
}
