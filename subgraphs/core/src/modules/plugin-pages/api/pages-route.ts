import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@wecube/kit';
import send from 'send';
import type { PackageRecord } from '../../packages/index.ts';
import type { UnpackPages } from '../app/unpack-pages.ts';
import { PAGES_ROOT, type PageAddress, readPagePath } from '../domain/page-path.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export type PagesRouteDependencies = {
  findVersion(name: string, version: string): Promise<PackageRecord | null>;
  unpack: UnpackPages;
};

/**
 * Answers `GET /ui-resources/<name>/<version>/**`: files of registered packages, for everybody, as scripts of a page
 * cannot show who asks for them. They are software, not data. A version never changes, so browsers keep its files;
 * only its index.html is asked for again.
 */
export function createPagesRoute({ findVersion, unpack }: PagesRouteDependencies) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = request.url ?? '/';
    if (!url.startsWith(`/${PAGES_ROOT}/`)) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') throw notAllowed(request.method);
    const address = readPagePath(url);
    const pack = address && (await findVersion(address.name, address.version));
    const pages = pack?.status === 'REGISTERED' ? await unpack(pack) : null;
    const digest = address && pages?.files.get(address.path);
    if (!pages || !address || !digest) throw notFound(address);
    response.setHeader('etag', `"${digest}"`);
    await sendFile(request, response, address.path, pages.folder);
    return true;
  };
}

function sendFile(request: IncomingMessage, response: ServerResponse, path: string, root: string): Promise<void> {
  const changes = path.endsWith('/index.html') || path === 'index.html';
  response.setHeader('cache-control', changes ? 'no-cache' : `public, max-age=${YEAR_SECONDS}, immutable`);
  return new Promise((resolve) => {
    // Files that are equal on every machine were unpacked at other times: what tells them apart is the digest.
    const options = { root, cacheControl: false, lastModified: false, dotfiles: 'allow', index: false } as const;
    send(request, path.split('/').map(encodeURIComponent).join('/'), options)
      .on(
        'error',
        ({ status }: { status: number }) => void response.writeHead(status, { 'cache-control': 'no-store' }).end(),
      )
      .pipe(response)
      .once('close', resolve);
  });
}

function notFound(address: PageAddress | null): AppError {
  const what = address
    ? `The package ${address.name} ${address.version} has no page "${address.path}".`
    : 'No such page.';
  return new AppError('NOT_FOUND', what, { status: 404 });
}

function notAllowed(method = ''): AppError {
  return new AppError('METHOD_NOT_ALLOWED', `Pages are read, not ${method}.`, { status: 405 });
}
