import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, serviceSession, systemClock } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuditModule } from '../../modules/audit/index.ts';
import { createApplyRules } from '../../modules/plugin-proxy/app/apply-rules.ts';
import { createChangeDomains } from '../../modules/plugin-proxy/app/change-domains.ts';
import { createProxyRepository } from '../../modules/plugin-proxy/data/proxy-repository.ts';
import { createPluginProxyModule, type PluginProxy } from '../../modules/plugin-proxy/index.ts';
import { poolOf } from '../../ports/testing-pool.ts';
import { apr1 } from './apr1.ts';
import { createSquidProxy } from './squid-proxy.ts';
import { startSquid, type TestSquid } from './testing.ts';

const NAMES = ['listed.test', 'other.test', 'deep.wide.test', 'granted.test'];
const box = { seal: (plain: string) => `sealed ${plain}`, open: (sealed: string) => sealed.slice('sealed '.length) };

let squid: TestSquid;
let site: http.Server;
beforeAll(async () => {
  squid = await startSquid(NAMES);
  site = http.createServer((_request, answer) => answer.end('from outside')).listen(0, '127.0.0.1');
  await once(site, 'listening');
}, 60_000);
afterAll(async () => {
  site?.close();
  await squid?.[Symbol.asyncDispose]();
});

/** The status that a client gets for a page of the name through the proxy; 0 when the connection broke. */
function ask(proxyUrl: string, name: string): Promise<number> {
  const { hostname, port, username, password } = new URL(proxyUrl);
  const auth = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const headers = { host: name, ...(username && { 'proxy-authorization': `Basic ${auth}` }) };
  const path = `http://${name}:${(site.address() as AddressInfo).port}/`;
  return new Promise((resolve) => {
    const request = http.get({ hostname, port, path, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.on('error', () => resolve(0));
  });
}
/** Squid takes a new list a moment after it was told to. */
const settles = (url: string, name: string, status: number) =>
  expect.poll(() => ask(url, name), { timeout: 20_000, interval: 100 }).toBe(status);

it('hashes as openssl does', () => {
  for (const [password, salt] of [
    ['short', 'abcdefgh'],
    ['a much longer password than sixteen bytes', '12345678'],
  ] as const) {
    const theirs = execFileSync('openssl', ['passwd', '-apr1', '-salt', salt, password], { encoding: 'utf8' });
    expect(apr1(password, salt)).toBe(theirs.trim());
  }
});

describeDatabases('core', (open) => {
  const start = async () => {
    const database = await open();
    await database.client.proxyDomain.deleteMany();
    await database.client.proxyAccount.deleteMany();
    const server = createSquidProxy(squid);
    const audit = createAuditModule({ database, clock: systemClock });
    const logger = createLogger('test', { level: 'silent' });
    const shared = { database, clock: systemClock, audit, secretBox: box };
    const proxy: PluginProxy = createPluginProxyModule({ ...shared, logger, servers: poolOf({ one: server }) });
    const repository = createProxyRepository(database.client, box);
    const apply = createApplyRules({ repository, server, serverId: 'one', isConfigured: true });
    const applyRules = async () => {
      await apply();
      return true;
    };
    const changes = createChangeDomains({ ...shared, repository, applyRules, isThereAny: async () => true });
    return { proxy, database, ...changes };
  };

  it('lets a package through to what it declares, and refuses everything else', { timeout: 60_000 }, async () => {
    const { proxy } = await start();
    const mine = await proxy.allow('sample', ['listed.test', '.wide.test', 'deep.wide.test', 'no domain']);
    const theirs = await proxy.allow('taskman', ['other.test']);
    if (!mine || !theirs) throw new Error('no proxy');
    await settles(theirs.url, 'other.test', 200);
    await settles(mine.url, 'listed.test', 200);
    expect(await ask(mine.url, 'deep.wide.test')).toBe(200);
    expect(await ask(mine.url, 'other.test')).toBe(403);
    expect(await ask(theirs.url, 'listed.test')).toBe(403);
    expect(await ask(squid.url, 'listed.test')).toBe(407);
    expect(await ask(mine.url.replace(mine.password, 'wrong'), 'listed.test')).toBe(407);
  });

  it('gives the same password at every launch, and takes declared domains back', { timeout: 60_000 }, async () => {
    const { proxy } = await start();
    const [first, second] = await Promise.all([1, 2].map(() => proxy.allow('sample', ['listed.test'])));
    expect(first?.url).toBe(second?.url);
    await settles(first?.url ?? '', 'listed.test', 200);
    await proxy.forget('sample');
    await settles(first?.url ?? '', 'listed.test', 403);
    expect(await proxy.allow('sample', [])).toBeNull();
  });

  it('lets an administrator grant and withdraw, audited, and nobody else', { timeout: 60_000 }, async () => {
    const { proxy, grant, withdraw, database } = await start();
    const session = serviceSession('ann');
    const change = { packageName: 'sample', domain: 'GRANTED.test' };
    expect(await grant(change, session)).toEqual({ problems: [] });
    const mine = await proxy.allow('sample', []);
    await settles(mine?.url ?? '', 'granted.test', 200);
    await proxy.forget('sample'); // granted ones stay
    expect(await ask(mine?.url ?? '', 'granted.test')).toBe(200);
    expect(await withdraw(change, session)).toEqual({ problems: [] });
    await settles(mine?.url ?? '', 'granted.test', 403);
    expect((await withdraw(change, session)).problems).toMatchObject([{ code: 'PROXY_DOMAIN_NOT_GRANTED' }]);
    const bad = await grant({ ...change, domain: 'a\nhttp_access allow all' }, session);
    expect(bad.problems).toMatchObject([{ code: 'PROXY_DOMAIN_INVALID' }]);
    await expect(grant(change, { ...session, actions: [] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const entries = await database.client.auditEntry.findMany({ where: { action: 'proxy:grant' } });
    expect(entries.length).toBeGreaterThanOrEqual(2);
  });
});

it('says why the proxy did not take its list', async () => {
  const server = createSquidProxy({ ...squid, reload: ['/usr/sbin/squid', '-k', 'reconfigure', '-f', '/nonexistent'] });
  await expect(server.apply([])).rejects.toMatchObject({ code: 'PROXY_NOT_RELOADED' });
});
