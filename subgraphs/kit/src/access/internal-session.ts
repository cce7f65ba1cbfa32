import { createHmac, timingSafeEqual } from 'node:crypto';
import { unauthenticated } from '../errors.ts';
import type { Session } from './session.ts';

/** Header (and WebSocket connection parameter) that carries the signed session between router and subgraphs. */
export const INTERNAL_SESSION_HEADER = 'x-wecube-session';
const LIFE_MS = 60_000;

/** Signs a session for the next 60 s: compact JWT (HS256) with the shared internal key. */
export function signInternalSession(session: Session, key: string, now: number = Date.now()): string {
  const claims = { ...session, actions: [...session.actions], exp: Math.floor((now + LIFE_MS) / 1000) };
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${mac(body, key)}`;
}

/** Throws UNAUTHENTICATED when the signature does not fit or the session is too old. */
export function verifyInternalSession(token: string, key: string, now: number = Date.now()): Session {
  const [header, claims, signature, ...rest] = token.split('.');
  if (!header || !claims || !signature || rest.length > 0) throw unauthenticated('The internal session is malformed.');
  const expected = Buffer.from(mac(`${header}.${claims}`, key));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw unauthenticated('The internal session is not signed by this platform.');
  }
  const { exp, ...session } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Session & { exp: number };
  if (exp * 1000 <= now) throw unauthenticated('The internal session has expired.');
  return session;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const mac = (body: string, key: string) => createHmac('sha256', key).update(body).digest('base64url');
