import { type Action, INTERNAL_SESSION_HEADER, type Session, signInternalSession } from '@wecube/kit';
import { openTestDatabase, type TestDatabase } from '@wecube/prisma/testing';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { getMetadataStorage } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureFirstAdministrator, issueServiceToken } from './administration.ts';
import { authEnvSchema } from './env.ts';
import { BUILT_IN_ROLES } from './modules/roles/domain/built-in-roles.ts';
import { type Service, startAuth } from './server.ts';
import { sessionOf, TEST_KEY } from './testing/auth-parts.ts';

/** One valid document per root field; the test fails when a field has none. */
const OPERATIONS: Record<string, string> = {
  viewer: '{ viewer { actions user { username roles { name } } } }',
  users: '{ users(first: 1) { nodes { id } totalCount } }',
  roles: '{ roles { nodes { name } } }',
  actions: '{ actions }',
  signIn: 'mutation { signIn(input: { username: "nobody", password: "x" }) { problems { code } } }',
  refreshSession: 'mutation { refreshSession(input: { refreshToken: "x" }) { problems { code } } }',
  sessionIsLive: '{ sessionIsLive(id: "ses_none") }',
  signOut: 'mutation { signOut(input: {}) { ok } }',
  changePassword:
    'mutation { changePassword(input: { currentPassword: "x", newPassword: "y" }) { problems { code } } }',
  createUser: 'mutation { createUser(input: { username: "-", roleIds: [] }) { problems { code } } }',
  updateUser: 'mutation { updateUser(input: { id: "user_none" }) { problems { code } } }',
  createRole:
    'mutation { createRole(input: { name: "-", labelEn: "a", labelZh: "b", actions: [] }) { problems { code } } }',
  roleApplications: '{ roleApplications(first: 1) { nodes { id } } }',
  applicableRoles: '{ applicableRoles { name } }',
  ownRoleApplications: '{ ownRoleApplications(first: 1) { nodes { id } } }',
  applyForRoles: 'mutation { applyForRoles(input: { roleIds: [] }) { problems { code } } }',
  withdrawRoleApplication: 'mutation { withdrawRoleApplication(input: { id: "none" }) { problems { code } } }',
  answerRoleApplication:
    'mutation { answerRoleApplication(input: { id: "none", approve: false }) { problems { code } } }',
  updateRole: 'mutation { updateRole(input: { id: "role_none" }) { problems { code } } }',
};

let database: TestDatabase<'auth'>;
let service: Service;
let subject: string;

beforeAll(async () => {
  database = await openTestDatabase('auth', 'sqlite');
  await ensureFirstAdministrator(database.url);
  subject = (await database.database.client.user.findFirstOrThrow()).id;
  const env = { WECUBE_AUTH_DATABASE_URL: database.url, WECUBE_INTERNAL_KEY: TEST_KEY, WECUBE_LOG_LEVEL: 'silent' };
  service = await startAuth({ env: authEnvSchema.parse(env) });
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await database.drop();
});

type Answer = { data?: Record<string, unknown> | null; errors?: { extensions: { code: string } }[] };

async function ask(query: string, session: Session | null): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (session) headers[INTERNAL_SESSION_HEADER] = signInternalSession(session, TEST_KEY);
  const response = await fetch(service.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.json()) as Answer;
}

const codeOf = (answer: Answer) => answer.errors?.[0]?.extensions.code ?? 'ALLOWED';

const fields = () => {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  return [...queries, ...mutations, ...subscriptions].map(({ schemaName, roles }) => ({
    name: schemaName,
    action: (roles as string[])[0] as Action | 'public',
  }));
};

describe('every operation with every role', () => {
  it('has an operation for every root field, and none for others', () => {
    expect(Object.keys(OPERATIONS).sort()).toEqual(
      fields()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('answers what the role has the action for, and refuses the rest', async () => {
    for (const { name, action } of fields()) {
      for (const role of BUILT_IN_ROLES) {
        const allowed = action === 'public' || role.actions.includes(action);
        const answer = await ask(OPERATIONS[name] as string, sessionOf(role.name, subject));
        expect(codeOf(answer), `${role.name} ${name}`).toBe(allowed ? 'ALLOWED' : 'FORBIDDEN');
      }
    }
  });

  it('refuses everything but signing in and out without a session', async () => {
    for (const { name, action } of fields()) {
      const expected = action === 'public' ? 'ALLOWED' : 'UNAUTHENTICATED';
      expect(codeOf(await ask(OPERATIONS[name] as string, null)), name).toBe(expected);
    }
  });

  it('leaves only the own session to who must change the password', async () => {
    const session = { ...sessionOf('SUPER_ADMIN', subject), mustChangePassword: true };
    for (const { name, action } of fields()) {
      const expected = action === 'public' || action === 'session:self' ? 'ALLOWED' : 'FORBIDDEN';
      expect(codeOf(await ask(OPERATIONS[name] as string, session)), name).toBe(expected);
    }
  });
});

describe('the service', () => {
  it('tells its health and publishes its keys without a session', async () => {
    const origin = new URL(service.url).origin;
    expect(await (await fetch(`${origin}/health`)).json()).toEqual({ status: 'ok', name: 'auth' });
    const { keys } = (await (await fetch(`${origin}/jwks`)).json()) as { keys: { alg: string; d?: string }[] };
    expect(keys.map(({ alg, d }) => [alg, d])).toEqual([['ES256', undefined]]);
  });

  it('issues tokens for the platform itself, checkable with the same keys', async () => {
    const token = { name: 'setup', actions: ['package:upload' as const], lifeMs: 60_000 };
    const jwt = await issueServiceToken(database.url, TEST_KEY, token);
    const keys = (await (await fetch(`${new URL(service.url).origin}/jwks`)).json()) as JSONWebKeySet;
    const { payload } = await jwtVerify(jwt, createLocalJWKSet(keys), { issuer: 'wecube', audience: 'wecube' });
    expect(payload).toMatchObject({ sub: 'service:setup', actions: ['package:upload'] });
  });

  it('shows the signed-in user', async () => {
    const { data } = await ask(OPERATIONS['viewer'] as string, sessionOf('VIEWER', subject));
    expect(data).toMatchObject({ viewer: { user: { username: 'admin', roles: [{ name: 'SUPER_ADMIN' }] } } });
  });
});
