import { describeDatabases } from '@wecube/prisma/testing';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { beforeAll, expect, it } from 'vitest';
import { createDatabaseTokenSigner } from '../../adapters/database-token-signer.ts';
import { createSigningKeyBox } from '../../adapters/signing-key-box.ts';
import { authParts, codesOf, sessionOf, withAdministrator } from '../../testing/auth-parts.ts';
import { changePassword } from '../users/app/change-password.ts';
import { createUser } from '../users/app/create-user.ts';
import { updateUser } from '../users/app/update-user.ts';
import { refreshSession } from './app/refresh-session.ts';
import { signIn } from './app/sign-in.ts';
import { signOut } from './app/sign-out.ts';
import type { IssuedTokens } from './app/token-parts.ts';
import { deleteExpired } from './data/session-repository.ts';

describeDatabases('auth', (open) => {
  let made: ReturnType<typeof authParts>;
  let credentials: { username: string; password: string };
  let userId: string;
  let admin: ReturnType<typeof sessionOf>;

  beforeAll(async () => {
    made = authParts(await open());
    admin = (await withAdministrator(made.users)).session;
    const { user, initialPassword } = await createUser(made.users, admin, {
      username: 'ada',
      roleIds: ['role_viewer'],
    });
    userId = user?.id as string;
    credentials = { username: 'ada', password: initialPassword as string };
  });

  const tokens = async () => (await signIn(made.tokens, credentials)).tokens as IssuedTokens;
  const refresh = (refreshToken: string) => refreshSession(made.tokens, refreshToken);
  const claims = async (accessToken: string): Promise<JWTPayload> => {
    const keys = createLocalJWKSet(await made.signer.publicKeys());
    const options = { issuer: 'wecube', audience: 'wecube', currentDate: new Date(made.clock.time) };
    return (await jwtVerify(accessToken, keys, options)).payload;
  };

  it('issues an access token that says who may do what, checkable with the published keys', async () => {
    const payload = await claims((await tokens()).accessToken);
    expect(payload).toMatchObject({ sub: userId, name: 'ada', roles: ['VIEWER'], pwd: true });
    expect(payload['actions']).toContain('run:read');
    expect(payload['actions']).not.toContain('run:start');
    expect((payload.exp as number) * 1000 - made.clock.time).toBe(300_000);
  });

  it('publishes no private key and stores none in the clear', async () => {
    const published = await made.signer.publicKeys();
    expect(published.keys.every((key) => key.kid && !('d' in key))).toBe(true);
    const [row] = await made.users.database.client.signingKey.findMany();
    expect(row?.privateKey).not.toContain('"d"');
    expect(createSigningKeyBox('another internal key, as long as it takes').open(row?.privateKey as string)).toBeNull();
  });

  it('stores refresh tokens hashed only', async () => {
    const { refreshToken } = await tokens();
    const rows = await made.users.database.client.refreshToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
  });

  it('rotates refresh tokens and ends the session of one that comes twice', async () => {
    const first = await tokens();
    const second = (await refresh(first.refreshToken)).tokens as IssuedTokens;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(codesOf(await refresh(first.refreshToken))).toEqual(['SESSION_REUSED']);
    expect(codesOf(await refresh(second.refreshToken))).toEqual(['SESSION_ENDED']);
  });

  it('exchanges a token once when several ask at the same time', async () => {
    const { refreshToken } = await tokens();
    const answers = await Promise.all(Array.from({ length: 4 }, () => refresh(refreshToken)));
    expect(answers.filter(({ tokens: issued }) => issued !== null)).toHaveLength(1);
  });

  it('refuses unknown, expired and signed-out tokens', async () => {
    expect(codesOf(await refresh('wcr_nothing'))).toEqual(['SESSION_UNKNOWN']);
    const out = await tokens();
    await signOut(made.tokens, out.refreshToken);
    await signOut(made.tokens, null);
    expect(codesOf(await refresh(out.refreshToken))).toEqual(['SESSION_ENDED']);
    const old = await tokens();
    made.clock.time += 3_600_000;
    expect(codesOf(await refresh(old.refreshToken))).toEqual(['SESSION_EXPIRED']);
  });

  it('gives a changed right at the next refresh and nothing to a disabled user', async () => {
    const first = await tokens();
    await updateUser(made.users, admin, { id: userId, roleIds: ['role_operator'] });
    const second = (await refresh(first.refreshToken)).tokens as IssuedTokens;
    expect((await claims(second.accessToken))['roles']).toEqual(['OPERATOR']);
    await updateUser(made.users, admin, { id: userId, disabled: true });
    expect(codesOf(await refresh(second.refreshToken))).not.toEqual([]);
    expect(codesOf(await signIn(made.tokens, credentials))).toEqual(['USER_DISABLED']);
    await updateUser(made.users, admin, { id: userId, disabled: false });
    expect(codesOf(await refresh(second.refreshToken))).toEqual(['SESSION_ENDED']);
  });

  it('ends the other sessions when the password changes, not the one that changed it', async () => {
    const [own, other] = [await tokens(), await tokens()];
    const tokenId = (await claims(own.accessToken)).jti as string;
    const session = { ...sessionOf('OPERATOR', userId), tokenId };
    const change = { currentPassword: credentials.password, newPassword: 'an entirely new one' };
    expect(await changePassword(made.users, session, change)).toEqual([]);
    credentials = { ...credentials, password: change.newPassword };
    expect(codesOf(await refresh(other.refreshToken))).toEqual(['SESSION_ENDED']);
    const renewed = (await refresh(own.refreshToken)).tokens as IssuedTokens;
    expect((await claims(renewed.accessToken))['pwd']).toBeUndefined();
  });

  it('takes a new signing key after 30 days, publishes the old one for a day, and replaces one it cannot open', async () => {
    const { accessToken } = await tokens();
    const started = made.clock.time;
    await made.signer.rotate(started + 31 * 86_400_000);
    expect((await made.signer.publicKeys()).keys).toHaveLength(2);
    expect((await claims(accessToken)).sub).toBe(userId);
    await made.signer.rotate(started + 33 * 86_400_000);
    expect((await made.signer.publicKeys()).keys).toHaveLength(1);
    const otherBox = createSigningKeyBox('another internal key, as long as it takes');
    const other = createDatabaseTokenSigner(made.users.database, otherBox);
    await other.rotate(started + 33 * 86_400_000);
    expect((await other.publicKeys()).keys).toHaveLength(2);
  });

  it('forgets expired sessions', async () => {
    await tokens();
    const { client } = made.users.database;
    await deleteExpired(client, made.clock.time + 40 * 86_400_000);
    expect(await client.userSession.count()).toBe(0);
    expect(await client.refreshToken.count()).toBe(0);
  });
});
