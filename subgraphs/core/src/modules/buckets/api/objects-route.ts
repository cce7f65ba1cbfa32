import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Session, sendJson, toError, unauthenticated } from '@wecube/kit';
import type { BrowseObjects } from '../app/browse-objects.ts';
import { sayBucket } from '../domain/texts.ts';

const PATH = /^\/platform\/buckets\/([^/]+)\/objects\/(.+)$/;

/** Answers `GET` and `PUT /platform/buckets/{package}/objects/{key}`: the content as a stream, whatever its size. */
export function createObjectsRoute(browse: BrowseObjects) {
  return async (request: IncomingMessage, response: ServerResponse, session: Session | null): Promise<boolean> => {
    const [, packageName, key] = PATH.exec(request.url?.split('?', 1)[0] ?? '') ?? [];
    if (!packageName || !key || !['GET', 'PUT'].includes(request.method ?? '')) return false;
    if (!session) throw unauthenticated();
    const target = { packageName: decodeURIComponent(packageName), key: decodeURIComponent(key) };
    if (request.method === 'GET') await send(browse, target, response, session);
    else await receive(browse, target, request, response, session);
    return true;
  };
}

type Target = { packageName: string; key: string };

async function send(browse: BrowseObjects, target: Target, response: ServerResponse, session: Session): Promise<void> {
  const { content, sizeBytes } = await browse.fetch(target, session);
  const name = encodeURIComponent(target.key.split('/').at(-1) ?? '');
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': sizeBytes,
    // Never shown in the portal's own origin, whatever it is.
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  await pipeline(content, response);
}

async function receive(
  browse: BrowseObjects,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
): Promise<void> {
  const length = request.headers['content-length'];
  if (length === undefined) throw toError(sayBucket('OBJECT_LENGTH_NEEDED'), { status: 411 });
  await browse.store(target, request, Number(length), session);
  sendJson(response, 200, { data: { key: target.key, sizeBytes: Number(length) } });
}
