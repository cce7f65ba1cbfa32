import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { INTERNAL_SESSION_HEADER, verifyInternalSession } from '@wecube/kit';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphComposerContract } from '../../ports/graph-composer.contract.ts';
import { createRouterGraphComposer } from './router-graph-composer.ts';

const INTERNAL_KEY = 'a key that is long enough for this test';

/** The router's door in small: it checks the session and answers in the router's shapes. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    verifyInternalSession(String(request.headers[INTERNAL_SESSION_HEADER]), INTERNAL_KEY);
    const { name, sdl } = (await json(request)) as { name: string; sdl: string };
    if (request.method !== 'POST' || request.url !== '/internal/compose-check' || name !== 'sample')
      throw new Error('404');
    buildSchema(sdl);
    response.writeHead(200).end('{}');
  } catch (error) {
    const isVerdict = (error as Error).message.includes('Absent');
    response.writeHead(isVerdict ? 422 : 401).end(JSON.stringify({ error: (error as Error).message }));
  }
}

describe('graph composer behind the router', () => {
  const server = createServer((request, response) => void answer(request, response));
  let routerUrl: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    routerUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  graphComposerContract(
    () => createRouterGraphComposer({ routerUrl, internalKey: INTERNAL_KEY }),
    () => createRouterGraphComposer({ routerUrl: 'http://127.0.0.1:1', internalKey: INTERNAL_KEY }),
  );

  it('takes a refused session for an unreachable composer, not for a verdict', async () => {
    const stranger = createRouterGraphComposer({ routerUrl, internalKey: `${INTERNAL_KEY}?` });
    const verdict = stranger.check({ packageName: 'sample', sdl: 'type Query { a: Int }' });
    await expect(verdict).rejects.toMatchObject({ code: 'GRAPH_COMPOSER_UNREACHABLE' });
  });
});
