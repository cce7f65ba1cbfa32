import { type NextRequest, NextResponse } from 'next/server';
import { callRouter } from '../../../../lib/session/call-router.ts';
import { isSameOrigin } from '../../../../lib/session/same-origin.ts';
import {
  clearSessionCookies,
  refreshTokenOf,
  type SessionTokens,
  setSessionCookies,
} from '../../../../lib/session/session-cookies.ts';
import { shareExchange } from '../../../../lib/session/share-exchange.ts';

const REFRESH = `mutation PortalRefresh($input: RefreshInput!) {
  refreshSession(input: $input) { accessToken expiresInMs refreshToken refreshExpiresInMs problems { code message } }
}`;

type Refresh = {
  refreshSession: { [K in keyof SessionTokens]: SessionTokens[K] | null } & { problems: { code: string }[] };
};

const refresh = shareExchange(
  (refreshToken, headers) => callRouter<Refresh>(REFRESH, { input: { refreshToken } }, headers),
  (answer) => answer.kind === 'data',
);

/** Renews the session from the refresh cookie. Only a refusal ends it: an unreachable router leaves the cookies alone. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  if (!isSameOrigin(request.headers)) return NextResponse.json({ ok: false }, { status: 403 });
  const refreshToken = refreshTokenOf(request);
  if (!refreshToken) return NextResponse.json({ ok: false }, { status: 401 });
  const answer = await refresh(refreshToken, request.headers);
  if (answer.kind === 'error' && answer.status !== 401) return NextResponse.json({ ok: false }, { status: 503 });
  const tokens = answer.kind === 'data' ? answer.data.refreshSession : null;
  if (!tokens?.accessToken || !tokens.refreshToken) return ended();
  const response = NextResponse.json({ ok: true });
  setSessionCookies(request, response, tokens as SessionTokens);
  return response;
}

function ended(): NextResponse {
  const response = NextResponse.json({ ok: false }, { status: 401 });
  clearSessionCookies(response);
  return response;
}
