import { createHmac, randomBytes } from 'node:crypto';
import { isOfProtocol, isRefusal, wordsOf } from '../answers.ts';
import type { Check, CheckGroup } from '../check.ts';
import { type Answer, shown } from '../connection.ts';
import type { Subject } from '../subject.ts';
import { harmlessQuestion } from './probe.ts';

type Claims = Record<string, unknown>;

/** Who is let in. */
export const tokenChecks: CheckGroup = {
  name: 'tokens',
  checks: [
    {
      id: 'token-of-platform',
      severity: 'must',
      says: 'the platform is let in with its HS512 token',
      remedy: 'Verify with the bytes that JWT_SIGNING_KEY is the base64 of; authority is one text: [A,B].',
      look: async (subject) => {
        subject.requireKey();
        const answer = await askWith(subject, subject.connection.platformToken());
        return isRefusal(answer) ? shown(answer) : null;
      },
    },
    refuses('no-token', 'must', 'a request without a token', () => null),
    refuses('garbage-token', 'must', 'a token that is none', () => 'garbage'),
    refuses('three-part-garbage', 'must', 'three parts that decode to nothing', () => 'a.b.c'),
    refuses('expired-token', 'must', 'an expired token', (key) => sign(key, { exp: seconds() - 60 })),
    refuses('foreign-key', 'must', 'a token signed with another key', () => sign(randomBytes(48).toString('base64'))),
    refuses('unsigned-token', 'must', 'a token whose algorithm is none', () => unsigned()),
    refuses('other-algorithm', 'must', 'a token of another algorithm, also under the right key', (key) =>
      sign(key, {}, 'HS256', 'sha256'),
    ),
    refuses('changed-claims', 'must', 'a token whose claims were changed after it was signed', (key) => {
      const [head = '', , signature = ''] = sign(key).split('.');
      return `${head}.${encode({ ...claims(), sub: 'SYS_PLATFORM', roles: ['SUPER_ADMIN'] })}.${signature}`;
    }),
    refuses('published-key', 'must', 'a token under the key that everybody can read', () =>
      sign('Platform+Auth+Server+Secret'),
    ),
    accepts('user-token', 'should', 'a user, whose authority lists roles', (key) =>
      sign(key, { sub: 'admin', clientType: 'USER', roles: ['SUPER_ADMIN'], authority: '[SUPER_ADMIN]' }),
    ),
    accepts('login-token', 'should', 'a token of a sign-in, whose clientType is empty', (key) =>
      sign(key, { sub: 'SYS_PLATFORM', clientType: '' }),
    ),
    accepts('unknown-claims', 'must', 'a token with claims that it does not know', (key) =>
      sign(key, { sub: 'SYS_PLATFORM', needRegister: false, jti: 'x', nested: { a: [1] } }),
    ),
    {
      id: 'refusal-in-form',
      severity: 'should',
      says: 'a refused token is told in the form of the protocol, with words',
      remedy: 'Answer { "status": "ERROR", "message": ... } or { "resultCode": "1", "resultMessage": ... }.',
      look: async (subject) => {
        subject.requireKey();
        const answer = await askWith(subject, null);
        return isOfProtocol(answer) && wordsOf(answer) !== '' ? null : shown(answer);
      },
    },
    {
      id: 'refusal-keeps-secrets',
      severity: 'must',
      says: 'a refusal repeats neither the token nor the key',
      remedy: 'Take them out of messages: they end up in logs and on screens.',
      look: async (subject) => {
        const key = subject.requireKey();
        const token = sign(key, { exp: seconds() - 60, jti: 'told-back' });
        const { text } = await askWith(subject, token);
        return text.includes(token) || text.includes(key) ? 'it stands in the answer' : null;
      },
    },
  ],
};

function refuses(id: string, severity: Check['severity'], what: string, token: (key: string) => string | null): Check {
  return {
    ...{ id: `${id}-refused`, severity, says: `${what} is refused` },
    remedy: 'Check signature (HS512), algorithm and exp of every request but the health check, and refuse all else.',
    look: async (subject) => {
      const answer = await askWith(subject, token(subject.requireKey()));
      return isRefusal(answer) ? null : shown(answer);
    },
  };
}

function accepts(id: string, severity: Check['severity'], what: string, token: (key: string) => string): Check {
  return {
    ...{ id: `${id}-taken`, severity, says: `${what} is let in` },
    remedy: 'Ask only for what you need of the claims, and leave the rest unread.',
    look: async (subject) => {
      await subject.connection.guard();
      const answer = await askWith(subject, token(subject.requireKey()));
      return isRefusal(answer) ? shown(answer) : null;
    },
  };
}

const askWith = async (subject: Subject, token: string | null): Promise<Answer> =>
  subject.connection.ask({ ...(await harmlessQuestion(subject)), token });

const seconds = (): number => Math.floor(Date.now() / 1000);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const claims = (): Claims => ({
  ...{ sub: 'SYS_PLATFORM', iat: seconds(), exp: seconds() + 600, type: 'accessToken', clientType: 'SUB_SYSTEM' },
  ...{ roles: [], authority: '[SUB_SYSTEM,ADMIN_SYSTEM_PARAMS]', needRegister: false },
});

function sign(key: string, changes: Claims = {}, alg = 'HS512', hash = 'sha512'): string {
  const content = `${encode({ alg, typ: 'JWT' })}.${encode({ ...claims(), ...changes })}`;
  return `${content}.${createHmac(hash, Buffer.from(key, 'base64')).update(content).digest('base64url')}`;
}

const unsigned = (): string => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims())}.`;
