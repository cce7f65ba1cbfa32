import { type NextRequest, NextResponse } from 'next/server';
import { callRouter } from '../../../lib/session/call-router.ts';
import { isSameOrigin } from '../../../lib/session/same-origin.ts';
import {
  accessTokenOf,
  clearSessionCookies,
  refreshTokenOf,
  type SessionTokens,
  setSessionCookies,
} from '../../../lib/session/session-cookies.ts';

const SIGN_IN = `mutation PortalSignIn($input: SignInInput!) {
  signIn(input: $input) {
    accessToken expiresInMs refreshToken refreshExpiresInMs mustChangePassword problems { code message parameters remedy }
  }
}`;
const SIGN_OUT = 'mutation PortalSignOut($input: SignOutInput!) { signOut(input: $input) { ok } }';

type SignIn = {
  signIn: Partial<SessionTokens> & {
    mustChangePassword: boolean | null;
    problems: { code: string; message: string; parameters?: unknown }[];
  };
};

/** Signs in: the tokens go into httpOnly cookies, the page learns only whether a new password is due. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  if (!isSameOrigin(request.headers)) return refused();
  const input = await readCredentials(request);
  if (!input)
    return NextResponse.json(
      { problems: [{ code: 'BAD_REQUEST', message: 'A user name and a password are needed.' }] },
      { status: 400 },
    );
  const answer = await callRouter<SignIn>(SIGN_IN, { input }, request.headers);
  if (answer.kind === 'error') {
    return NextResponse.json({ problems: [{ code: answer.code, message: answer.message }] }, { status: answer.status });
  }
  const { problems, mustChangePassword, ...tokens } = answer.data.signIn;
  if (problems.length > 0 || !isComplete(tokens)) return NextResponse.json({ problems }, { status: 401 });
  const response = NextResponse.json({ mustChangePassword: mustChangePassword ?? false });
  setSessionCookies(request, response, tokens);
  return response;
}

/** Signs out here and, as far as the router answers, everywhere this session's refresh token is known. */
export async function DELETE(request: NextRequest): Promise<NextResponse> {
  if (!isSameOrigin(request.headers)) return refused();
  await callRouter(
    SIGN_OUT,
    { input: { refreshToken: refreshTokenOf(request) ?? null } },
    request.headers,
    accessTokenOf(request),
  );
  const response = NextResponse.json({ ok: true });
  clearSessionCookies(response);
  return response;
}

async function readCredentials(request: NextRequest): Promise<{ username: string; password: string } | null> {
  const body = (await request.json().catch(() => null)) as { username?: unknown; password?: unknown } | null;
  if (typeof body?.username !== 'string' || typeof body.password !== 'string') return null;
  return body.username && body.password ? { username: body.username, password: body.password } : null;
}

function isComplete(tokens: Partial<SessionTokens>): tokens is SessionTokens {
  return Boolean(tokens.accessToken && tokens.expiresInMs && tokens.refreshToken && tokens.refreshExpiresInMs);
}

const refused = () =>
  NextResponse.json(
    { problems: [{ code: 'FORBIDDEN', message: 'This request came from another site.' }] },
    { status: 403 },
  );
