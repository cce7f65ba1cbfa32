import type { NextRequest, NextResponse } from 'next/server';

const ACCESS = 'wecube_access';
const REFRESH = 'wecube_refresh';
const REFRESH_PATH = '/portal/api';

export type SessionTokens = {
  accessToken: string;
  expiresInMs: number;
  refreshToken: string;
  refreshExpiresInMs: number;
};

/** Hands the tokens to the browser in cookies that no script can read. */
export function setSessionCookies(request: NextRequest, response: NextResponse, tokens: SessionTokens): void {
  const shared = { httpOnly: true, sameSite: 'lax', secure: isHttps(request) } as const;
  response.cookies.set(ACCESS, tokens.accessToken, { ...shared, path: '/', maxAge: seconds(tokens.expiresInMs) });
  response.cookies.set(REFRESH, tokens.refreshToken, {
    ...shared,
    path: REFRESH_PATH,
    maxAge: seconds(tokens.refreshExpiresInMs),
  });
}

export function clearSessionCookies(response: NextResponse): void {
  response.cookies.set(ACCESS, '', { httpOnly: true, path: '/', maxAge: 0 });
  response.cookies.set(REFRESH, '', { httpOnly: true, path: REFRESH_PATH, maxAge: 0 });
}

export function accessTokenOf(request: NextRequest): string | undefined {
  return request.cookies.get(ACCESS)?.value;
}

export function refreshTokenOf(request: NextRequest): string | undefined {
  return request.cookies.get(REFRESH)?.value;
}

const isHttps = (request: NextRequest) => request.headers.get('x-forwarded-proto') === 'https';
const seconds = (ms: number) => Math.max(1, Math.floor(ms / 1000));
