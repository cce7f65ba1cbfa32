import { readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AppError, createLogger } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  aPackageZip,
  createPackagesBench,
  type PackagesBench,
  SESSION,
  type ZipEntry,
  zipOf,
} from '../packages/testing.ts';
import { createPluginPagesModule } from './index.ts';

const PAGES: ZipEntry[] = [
  { name: 'readme.txt', content: 'how to build' },
  { name: 'dist/index.html', content: '<!doctype html>' },
  { name: 'dist/js/app.1234.js', content: 'window.addRoutes([])', deflated: true },
  { name: 'dist/css/app.css', content: 'body{}' },
  { name: 'dist/字体 1.woff2', content: 'font' },
];

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  let bench: PackagesBench;
  let pages: ReturnType<typeof createPluginPagesModule>;
  let server: Server;
  let url: string;
  const running = new Set<string>();

  const makeModule = () =>
    createPluginPagesModule({
      ...{ packages: bench.packages, pubSub: bench.pubSub, dataFolder: bench.dataFolder, limitBytes: 1024 * 1024 },
      logger: createLogger('test', { level: 'silent' }),
      running: { runningPackages: async () => running },
    });

  beforeEach(async () => {
    database = await open();
    await database.client.package.deleteMany();
    running.clear();
    bench = await createPackagesBench(database);
    pages = makeModule();
    bench.packages.join(pages.participant);
    server = createServer(async (request, response) => {
      try {
        await pages.routes[0](request, response);
      } catch (error) {
        response.writeHead(error instanceof AppError ? error.status : 500).end(String(error));
      }
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await pages.stop();
    await bench[Symbol.asyncDispose]();
  });

  const upload = async (entries: readonly ZipEntry[] | Buffer | null, version = 'v1.0.0') => {
    const content = Buffer.isBuffer(entries) ? entries : entries && zipOf(entries as readonly ZipEntry[]);
    const ui = content ? [{ name: 'ui.zip', content }] : [];
    const result = await bench.upload(aPackageZip({ name: 'estate', version, entries: ui }));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.id;
  };
  const register = async (id: string) => {
    const { problems } = await bench.packages.registerPackage(id, SESSION);
    return problems.map(({ code }) => code);
  };
  const list = () => pages.resolvers[0][1].pluginPages();
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${url}/ui-resources/${path}`, { headers, method });

  it('lists the files of active packages below the folder with the index, and whether somebody answers them', async () => {
    const id = await upload(PAGES);
    expect(await list()).toEqual([]);
    expect(await register(id)).toEqual([]);
    const [found] = await list();
    expect(found).toMatchObject({ packageId: id, packageName: 'estate', packageVersion: 'v1.0.0', active: false });
    expect([...(found?.paths ?? [])].sort()).toEqual([
      '/ui-resources/estate/v1.0.0/dist/%E5%AD%97%E4%BD%93%201.woff2',
      '/ui-resources/estate/v1.0.0/dist/css/app.css',
      '/ui-resources/estate/v1.0.0/dist/index.html',
      '/ui-resources/estate/v1.0.0/dist/js/app.1234.js',
    ]);
    running.add('estate');
    expect((await list())[0]?.active).toBe(true);
  });

  it('serves what never changes to be kept, and the index to be asked for again', async () => {
    await register(await upload(PAGES));
    const script = await get('estate/v1.0.0/dist/js/app.1234.js');
    expect([script.status, await script.text()]).toEqual([200, 'window.addRoutes([])']);
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = script.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(
      (await get('estate/v1.0.0/dist/js/app.1234.js', { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status,
    ).toBe(304);
    const part = await get('estate/v1.0.0/dist/js/app.1234.js', { range: 'bytes=7-15' });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      'addRoutes',
      'bytes 7-15/20',
    ]);
    expect((await get('estate/v1.0.0/dist/js/app.1234.js', { range: 'bytes=99-' })).status).toBe(416);
    const index = await get('estate/v1.0.0/dist/index.html');
    expect(index.headers.get('cache-control')).toBe('no-cache');
    expect(index.headers.get('content-type')).toMatch(/^text\/html/);
    expect((await get('estate/v1.0.0/dist/css/app.css')).headers.get('content-type')).toMatch(/^text\/css/);
    const font = await get(`estate/v1.0.0/dist/${encodeURIComponent('字体 1.woff2')}`, {}, 'HEAD');
    expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2']);
  });

  it('serves nothing else', async () => {
    const id = await upload(PAGES);
    expect((await get('estate/v1.0.0/dist/index.html')).status).toBe(404);
    await register(id);
    for (const path of [
      'estate/v1.0.0/readme.txt',
      'estate/v1.0.0/dist',
      'estate/v1.0.0/dist/',
      'estate/v1.0.0/dist/js/none.js',
      'estate/v1.0.0/dist/..%2f..%2ffiles.json',
      'estate/v9.9.9/dist/index.html',
      'other/v1.0.0/dist/index.html',
      'estate',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await get('estate/v1.0.0/dist/index.html', {}, 'POST')).status).toBe(405);
  });

  it('keeps serving an older version that is registered, and forgets a decommissioned one', async () => {
    const first = await upload(PAGES);
    await register(first);
    await register(await upload(PAGES.slice(0, 2), 'v2.0.0'));
    expect((await list()).map(({ packageVersion }) => packageVersion)).toEqual(['v2.0.0']);
    expect((await get('estate/v1.0.0/dist/css/app.css')).status).toBe(200);
    await bench.packages.decommissionPackage(first, SESSION);
    expect((await get('estate/v1.0.0/dist/css/app.css')).status).toBe(404);
    const digest = (await bench.packages.findPackage(first))?.digest ?? '';
    await expect.poll(() => readdir(join(bench.dataFolder, 'pages'))).not.toContain(digest);
  });

  it('has what it unpacked after a start, and unpacks again what was lost', async () => {
    await register(await upload(PAGES));
    await pages.stop();
    pages = makeModule();
    expect((await get('estate/v1.0.0/dist/css/app.css')).status).toBe(200);
    await pages.stop();
    await rm(join(bench.dataFolder, 'pages'), { recursive: true });
    pages = makeModule();
    const texts = await Promise.all([1, 2, 3].map(async () => (await get('estate/v1.0.0/dist/css/app.css')).text()));
    expect(texts).toEqual(['body{}', 'body{}', 'body{}']);
    expect(await readdir(join(bench.dataFolder, 'pages'))).toHaveLength(1);
  });

  it('does not mind a package without pages', async () => {
    expect(await register(await upload(null))).toEqual([]);
    expect(await list()).toEqual([]);
  });

  const unfit: [string, readonly ZipEntry[] | Buffer, string][] = [
    ['is no zip', Buffer.from('nonsense'), 'PAGES_UNREADABLE'],
    ['has no index', [{ name: 'js/app.js', content: '' }], 'PAGES_WITHOUT_INDEX'],
    ['leads out', [...PAGES, { name: '../../etc/cron.d/evil', content: 'x' }], 'PAGES_UNREADABLE'],
    ['leads out below its folder', [...PAGES, { name: 'dist/../../evil', content: 'x' }], 'PAGES_UNREADABLE'],
    ['holds a link', [...PAGES, { name: 'dist/link', content: '/etc/passwd', mode: 0o120777 }], 'PAGES_UNREADABLE'],
    [
      'expands beyond the limit',
      [...PAGES, { name: 'dist/big', content: Buffer.alloc(2 ** 21), deflated: true }],
      'PAGES_UNREADABLE',
    ],
    ['lies about a checksum', [...PAGES, { name: 'dist/x', content: 'x', declaredChecksum: 1 }], 'PAGES_UNREADABLE'],
    ['has a file where a folder is', [...PAGES, { name: 'dist/js', content: 'x' }], 'PAGES_UNREADABLE'],
  ];
  it.each(unfit)(
    'keeps a package from being registered whose ui.zip %s, and leaves nothing',
    async (_what, zip, code) => {
      const id = await upload(zip);
      expect((await bench.packages.checks(id)).map((check) => check.code)).toEqual([code]);
      expect(await register(id)).toEqual([code]);
      expect((await bench.packages.findPackage(id))?.status).toBe('UPLOADED');
      expect(await readdir(join(bench.dataFolder, 'pages'))).toEqual([]);
    },
  );
});
