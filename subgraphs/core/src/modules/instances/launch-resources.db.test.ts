import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import type { InstancesDependencies } from './module.ts';
import { aLaunchablePackage, testSession, useTestPlatforms } from './testing.ts';

const resourcesWith = (envVariables: string) => `
  <process start="node server.cjs" healthPath="/health" envVariables="PORT={{ALLOCATE_PORT}},${envVariables}"/>
  <s3 bucketName="sample-files"/><proxy domains="api.example.com"/>`;

/** A server with buckets and a proxy that remember what was asked of them. */
function aSurrounding() {
  const made = new Set<string>();
  const through = new Map<string, readonly string[]>();
  const buckets: InstancesDependencies['buckets'] = {
    available: async () => true,
    has: async (name) => made.has(name),
    ensure: async ({ name }, { bucketName: bucket }) => {
      made.add(name);
      return {
        bucket,
        url: 'http://s3.test:9000',
        accessKey: 'the-access-key',
        secretKey: 'the-secret-key',
        copied: 1,
      };
    },
    drop: async (name) => void made.delete(name),
  };
  const proxy: InstancesDependencies['proxy'] = {
    async allow(name, domains) {
      through.set(name, domains);
      return { url: `http://${name}:the-password@proxy.test:3128`, password: 'the-password', domains };
    },
    hasDomains: async (name) => through.has(name),
    forget: async (name) => void through.delete(name),
  };
  return { made, through, overrides: { buckets, proxy } };
}

describeDatabases('core', (open) => {
  const { start, launch } = useTestPlatforms(open);

  it('gives a plugin its bucket and its proxy, and takes the domains back with the last instance', async () => {
    const { made, through, overrides } = aSurrounding();
    const asked = 'URL={{S3_SERVER_URL}},KEY={{S3_ACCESS_KEY}},SECRET={{S3_SECRET_KEY}},BUCKET={{S3_BUCKET}}';
    const pack = aLaunchablePackage({ resources: resourcesWith(asked) });
    const platform = await start([pack], { overrides });
    const { id } = await launch(platform, pack);
    const { port, steps } = await platform.until(id, 'RUNNING');
    const seen = (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as Record<string, string>;
    expect(seen).toMatchObject({
      ...{ URL: 'http://s3.test:9000', KEY: 'the-access-key', SECRET: 'the-secret-key', BUCKET: 'sample-files' },
      ...{ HTTP_PROXY: 'http://sample:the-password@proxy.test:3128', https_proxy: seen['HTTP_PROXY'] },
      NO_PROXY: 'localhost,127.0.0.1,::1,platform.test,s3.test',
    });
    expect(JSON.stringify(steps)).toContain('api.example.com');
    for (const secret of ['the-secret-key', 'the-password']) expect(JSON.stringify(steps)).not.toContain(secret);
    await platform.remove(id, testSession);
    await platform.until(id, 'REMOVED');
    expect([...made]).toEqual(['sample']);
    expect([...through]).toEqual([]);
  });

  it('gives a plugin its database, masks the password, and drops it with the failed launch that made it', async () => {
    const made = new Set<string>();
    const password = 'the-database-password';
    const databases: InstancesDependencies['databases'] = {
      available: async () => true,
      has: async (name) => made.has(name),
      ensure: async ({ name }, { schema }, note) => {
        made.add(name);
        note(`signed in with ${password}`);
        return { host: 'mysql.test', port: 3306, schema, user: 'sample_user', password, ran: 2 };
      },
      drop: async (name) => void made.delete(name),
    };
    const asked = 'URL={{DB_USER}}:{{DB_PWD}}@{{DB_HOST}}:{{DB_PORT}}/{{DB_SCHEMA}}';
    const withMode = (mode: string) =>
      aLaunchablePackage({
        resources: `<process start="node server.cjs" healthPath="/health" envVariables="PORT={{ALLOCATE_PORT}},MODE=${mode},${asked}"/>
          <mysql schema="sample_db" initFileName="init.sql"/>`,
      });
    const [dying, good] = [withMode('die'), withMode('live')];
    const platform = await start([dying, good], { overrides: { databases } });
    const failed = await launch(platform, dying);
    expect((await platform.until(failed.id, 'FAILED')).error).toContain('the new schema and its user were dropped');
    expect([...made]).toEqual([]);
    const { id } = await launch(platform, good);
    const { port, steps } = await platform.until(id, 'RUNNING');
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).json()).toMatchObject({
      URL: `sample_user:${password}@mysql.test:3306/sample_db`,
    });
    expect(steps.find(({ key }) => key === 'database')?.detail).toBe('sample_db, 2 statements run');
    expect([...made]).toEqual(['sample']);
  });

  it('deletes the bucket that a failed launch made, and no bucket that was there', async () => {
    const { made, through, overrides } = aSurrounding();
    const pack = aLaunchablePackage({ resources: resourcesWith('MODE=die') });
    const platform = await start([pack], { overrides });
    const first = await launch(platform, pack);
    expect((await platform.until(first.id, 'FAILED')).error).toContain('the new bucket was deleted');
    expect([...made, ...through]).toEqual([]);
    made.add('sample');
    const second = await launch(platform, pack);
    await platform.until(second.id, 'FAILED');
    expect([...made]).toEqual(['sample']);
  });

  it('fails by name where there is no server for the bucket, unless a person set one', async () => {
    const pack = aLaunchablePackage({ resources: resourcesWith('URL={{S3_SERVER_URL}}') });
    const none = aSurrounding().overrides;
    const buckets = {
      ...none.buckets,
      available: async () => false,
      ensure: () => Promise.reject(new Error('no S3 server')),
    };
    const platform = await start([pack], { overrides: { ...none, buckets } });
    const { id } = await launch(platform, pack);
    expect((await platform.until(id, 'FAILED')).error).toContain('no S3 server');
    const effective = async (name: string) =>
      name === 'S3_SERVER_URL' ? { value: 'http://mine.test', secret: false } : null;
    const byHand = await start([pack], { overrides: { ...none, buckets, variables: { effective } } });
    await platform.supervisor.stop();
    const second = await launch(byHand, pack);
    const { port } = await byHand.until(second.id, 'RUNNING');
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).json()).toMatchObject({ URL: 'http://mine.test' });
  });
});
