import { createHmac, generateKeyPairSync, privateEncrypt } from 'node:crypto';
import { type Session, serviceSession } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subSystemTokens } from '../../adapters/plugin/sub-system-tokens.ts';
import { createAuditModule } from '../audit/index.ts';
import type { PluginIdentity } from '../instances/index.ts';
import { createSubSystemsModule } from './module.ts';

type Pack = { name: string; manifest: { dependencies: { name: string }[] } };
const aPack = (name: string, ...needs: string[]): Pack => ({
  name,
  manifest: { dependencies: needs.map((need) => ({ name: need })) },
});
const KEY = (letter: string) => Buffer.alloc(66, letter).toString('base64');
const admin: Session = serviceSession('admin');

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let module: ReturnType<typeof createSubSystemsModule>;
  let active: Pack[];
  let now: number;
  const identities = new Map<string, PluginIdentity>();
  beforeAll(async () => {
    database = await open();
    for (const [name, bits, key] of [
      ['saltstack', 512, 'a'],
      ['taskman', 2048, 'b'],
      ['wecmdb', 1024, 'c'],
    ] as const)
      identities.set(name, anIdentity(name, bits, KEY(key)));
  });
  beforeEach(async () => {
    await database.client.subSystemNonce.deleteMany();
    now = Date.now();
    active = [aPack('saltstack'), aPack('taskman', 'wecmdb'), aPack('wecmdb')];
    const clock = { now: () => now };
    module = createSubSystemsModule({
      database,
      clock,
      audit: createAuditModule({ database, clock }),
      tokens: subSystemTokens,
      packages: { activePackages: async () => active },
      identities: {
        all: async () => [...identities.values()],
        ensure: async (name) => {
          const known = identities.get(name);
          if (known) return { identity: known, isNew: false };
          const identity = anIdentity(name, 1024, KEY('z'));
          identities.set(name, identity);
          return { identity, isNew: true };
        },
      },
    });
  });

  const identity = (name: string) => identities.get(name) as PluginIdentity;
  const signIn = (name: string, nonce: string, more = {}) =>
    module.signIn({ ...aSignIn(identity(name), nonce), ...more });
  const codesOf = async (outcome: Promise<{ problems: { code: string }[] }>) =>
    (await outcome).problems.map(({ code }) => code);

  describe('sign-ins', () => {
    it.each(['saltstack', 'taskman', 'wecmdb'])('gives %s both tokens for a password its key made', async (name) => {
      const { tokens, problems } = await signIn(name, 'a1b2');
      expect(problems).toEqual([]);
      expect(tokens.map(({ tokenType }) => tokenType)).toEqual(['accessToken', 'refreshToken']);
      const systemCode = `SYS_${name.toUpperCase()}`;
      expect(claimsOf(tokens[0]?.token)).toEqual({
        ...{ sub: systemCode, type: 'accessToken', clientType: '', roles: [], needRegister: false },
        authority: '[SUB_SYSTEM,ADMIN_SYSTEM_PARAMS]',
        ...{ iat: Math.floor(now / 1000), exp: Math.floor((now + 20 * 60_000) / 1000) },
      });
      expect(await module.recognise(tokens[0]?.token ?? '', 'accessToken')).toMatchObject({
        ...{ identity: { packageName: name }, isSystem: true },
      });
      const renewed = await module.refresh(tokens[1]?.token ?? '');
      expect(renewed.tokens).toHaveLength(2);
      expect(await codesOf(module.refresh(tokens[0]?.token ?? ''))).toEqual(['SUB_SYSTEM_TOKEN_INVALID']);
      expect(await module.recognise(tokens[1]?.token ?? '', 'accessToken')).toBeNull();
    });

    it('refuses another nonce, another key, another code, garbage, and a package that is not active', async () => {
      const wrong = ['SUB_SYSTEM_CREDENTIALS_WRONG'];
      const { password } = aSignIn(identity('taskman'), 'n1');
      expect(await codesOf(signIn('taskman', 'n1', { nonce: 'n2' }))).toEqual(wrong);
      expect(await codesOf(signIn('taskman', '', {}))).toEqual(wrong);
      expect(await codesOf(signIn('wecmdb', 'n1', { password }))).toEqual(wrong);
      expect(await codesOf(signIn('taskman', 'n1', { username: 'SYS_NOBODY' }))).toEqual(wrong);
      expect(await codesOf(signIn('taskman', 'n1', { password: 'bm8gcGFzc3dvcmQ=' }))).toEqual(wrong);
      active = [aPack('wecmdb')];
      now += 10_000;
      expect(await codesOf(signIn('taskman', 'n1'))).toEqual(wrong);
    });

    it('takes the one nonce of a plugin again and again, and none twice of one that varies it', async () => {
      for (let time = 0; time < 5; time += 1) expect(await codesOf(signIn('saltstack', 'salt'))).toEqual([]);
      for (const nonce of ['n1', 'n2', 'n3', 'n4']) expect(await codesOf(signIn('taskman', nonce))).toEqual([]);
      expect(await codesOf(signIn('taskman', 'n2'))).toEqual(['SUB_SYSTEM_NONCE_USED']);
      expect(await codesOf(signIn('taskman', 'n5'))).toEqual([]);
      now += 25 * 60 * 60_000;
      expect(await codesOf(signIn('taskman', 'n2'))).toEqual([]);
    });

    it('bounds how often one signs in', async () => {
      for (let time = 0; time < 60; time += 1) await signIn('saltstack', 'salt');
      expect(await codesOf(signIn('saltstack', 'salt'))).toEqual(['SUB_SYSTEM_SIGN_IN_BUSY']);
      now += 61_000;
      expect(await codesOf(signIn('saltstack', 'salt'))).toEqual([]);
    });
  });

  describe('whose token it is', () => {
    const claims = (more = {}) => ({
      ...{
        sub: 'ada',
        iat: 1,
        exp: Math.floor(now / 1000) + 120,
        type: 'accessToken',
        clientType: 'USER',
        roles: ['OPS'],
      },
      ...{ authority: '[OPS]', needRegister: false, ...more },
    });
    const recognise = (token: string) => module.recognise(token, 'accessToken');

    it('is told by the key that signed it, whatever name it carries', async () => {
      const resigned = sign(claims(), KEY('b'));
      expect(await recognise(resigned)).toMatchObject({
        ...{ identity: { packageName: 'taskman' }, isSystem: false, claims: { sub: 'ada', roles: ['OPS'] } },
      });
      expect(await recognise(sign(claims({ sub: 'SYS_PLATFORM' }), KEY('c')))).toMatchObject({
        ...{ identity: { packageName: 'wecmdb' }, isSystem: true },
      });
    });

    it('is nobody for the name of another system, other keys and algorithms, expired and broken tokens', async () => {
      const published = 'Platform+Auth+Server+Secret';
      const wrong = [
        sign(claims({ sub: 'SYS_WECMDB' }), KEY('b')),
        sign(claims({ sub: 'sys_wecmdb' }), KEY('c')),
        sign(claims(), KEY('x')),
        sign(claims(), published),
        sign(claims({ exp: Math.floor(now / 1000) - 1 }), KEY('b')),
        sign(claims(), KEY('b'), { alg: 'HS256' }, 'sha256'),
        sign(claims(), KEY('b'), { alg: 'HS256' }),
        `${encode({ alg: 'none' })}.${encode(claims())}.`,
        `${encode({ alg: 'HS512' })}.${encode(claims())}.`,
        'a.b.c',
        '',
        'x'.repeat(100_000),
      ];
      for (const token of wrong) expect(await recognise(token)).toBeNull();
      active = [];
      now += 10_000;
      expect(await recognise(sign(claims(), KEY('b')))).toBeNull();
    });

    it('never works with the published key of the original', () => {
      const content = { subject: 'x', now, lifeMs: 1, clientType: '', authorities: [] } as const;
      for (const key of ['Platform+Auth+Server+Secret', 'Platform+Auth+Server+Secret='])
        expect(() => subSystemTokens.mint({ ...content, signingKey: key })).toThrow('published');
    });
  });

  it('gives a plugin the authority of a system, and users their roles, only towards packages it declares', async () => {
    const ask = async (from: string, to: string, userName: string | null = null) =>
      claimsOf((await module.tokenForPackage({ from, to, userName, roles: ['OPS', 'SUB_SYSTEM', 'a,b'] })) ?? '');
    expect(await ask('taskman', 'wecmdb')).toMatchObject({
      ...{ sub: 'SYS_TASKMAN', authority: '[SUB_SYSTEM,ADMIN_SYSTEM_PARAMS]', clientType: 'SUB_SYSTEM' },
    });
    expect(await ask('taskman', 'saltstack')).toMatchObject({ sub: 'SYS_TASKMAN', authority: '[]' });
    expect(await ask('taskman', 'wecmdb', 'ada')).toMatchObject({ sub: 'ada', authority: '[OPS]', roles: ['OPS'] });
    expect(await ask('taskman', 'saltstack', 'ada')).toMatchObject({ sub: 'ada', authority: '[]', roles: [] });
    expect(await ask('taskman', 'taskman', 'SYS_PLATFORM')).toMatchObject({ sub: 'SYS_TASKMAN' });
    const token = await module.tokenForPackage({ from: 'taskman', to: 'wecmdb', userName: null, roles: [] });
    expect(subSystemTokens.read(token ?? '', KEY('c'), now)).not.toBeNull();
    expect(subSystemTokens.read(token ?? '', KEY('b'), now)).toBeNull();
    expect(await module.tokenForPackage({ from: 'taskman', to: 'gone', userName: null, roles: [] })).toBeNull();
  });

  it('registers a sub-system by hand and tells its private key once', async () => {
    const register = (request: object) => module.register({ name: 'billing', ...request }, admin);
    const first = await register({ systemCode: 'SYS_BILLING', description: 'Bills' });
    expect(first).toMatchObject({ problems: [], subSystem: { systemCode: 'SYS_BILLING' } });
    expect(first.subSystem?.privateKey).toBeTruthy();
    expect((await register({})).subSystem).toMatchObject({ publicKey: first.subSystem?.publicKey, privateKey: null });
    expect(await codesOf(signIn('billing', 'b1'))).toEqual([]);
    expect((await register({ systemCode: 'SYS_OTHER' })).problems[0]?.code).toBe('SUB_SYSTEM_CODE_WRONG');
    expect((await register({ name: 'no good' })).problems[0]?.code).toBe('SUB_SYSTEM_NAME_INVALID');
    await expect(module.register({ name: 'x' }, { ...admin, actions: [] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

function anIdentity(packageName: string, modulusLength: number, signingKey: string): PluginIdentity {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'pkcs1', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const keys = { publicKey: publicKey.toString('base64'), privateKey: privateKey.toString('base64') };
  return { packageName, systemCode: `SYS_${packageName.toUpperCase()}`, ...keys, signingKey };
}

/** What a plugin sends to sign in. */
function aSignIn({ systemCode, privateKey }: PluginIdentity, nonce: string) {
  const key = { key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8', padding: 1 } as const;
  const password = privateEncrypt(key as never, Buffer.from(`${systemCode}:${nonce}`)).toString('base64');
  return { username: systemCode, password, nonce };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function sign(claims: object, key: string, header: object = { alg: 'HS512', typ: 'JWT' }, hash = 'sha512'): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createHmac(hash, Buffer.from(key, 'base64')).update(content).digest('base64url')}`;
}

function claimsOf(token = ''): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}
