import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createLogger } from '@wecube/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractPlugin, pluginCallerContract, type SeenRequest } from '../../ports/plugin-caller.contract.ts';
import { mintToken } from './platform-token.ts';
import { createRestPluginCaller } from './rest-plugin-caller.ts';

const HOST = {
  name: 'host',
  displayName: 'Host',
  description: '',
  attributes: [{ name: 'id', entityName: 'host', dataType: 'str', description: '', required: 'Y', multiple: 'N' }],
};
const DONE = {
  resultCode: '0',
  resultMessage: 'success',
  results: { outputs: [{ callbackParameter: 'host_1', errorCode: '0', output: 'done' }] },
};
const envelope = (data: unknown) => JSON.stringify({ status: 'OK', message: '', data });

describe('plugin caller over the WeCube REST protocol', () => {
  let seen: SeenRequest;
  let how: Parameters<ContractPlugin['behave']>[0] = 'OK';
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [body, path] = [await text(request), request.url ?? ''];
    const { method = '', headers } = request;
    seen = { method, path, authorization: headers.authorization ?? '', body: body && JSON.parse(body) };
    if (path.endsWith('/query')) response.end(envelope([{ id: 'host_1', displayName: 'host one' }]));
    else if (path.endsWith('/data-model')) response.end(envelope([HOST]));
    else if (how === 'OK') response.end(JSON.stringify(DONE));
    else if (how === 'HTTP_500') response.writeHead(500).end('Internal Server Error');
    else if (how === 'GARBAGE') response.end('<html>');
    else if (how === 'BREAK') request.socket.destroy();
  };
  const server = createServer((request, response) => void respond(request, response));
  const targets: Record<string, { instanceId: string; baseUrl: string; healthy: boolean }[]> = {};
  const caller = createRestPluginCaller(
    { targets: async (name) => targets[name] ?? [], token: async (name) => `token of ${name}` },
    createLogger('test', { level: 'silent' }),
  );
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    targets['sample'] = [{ instanceId: 'inst_sample', baseUrl, healthy: true }];
    targets['unreachable'] = [{ instanceId: 'inst_gone', baseUrl: 'http://127.0.0.1:1', healthy: true }];
  });
  afterAll(async () => {
    await caller[Symbol.asyncDispose]();
    server.closeAllConnections();
    server.close();
  });

  pluginCallerContract(() => ({
    caller,
    lastRequest: () => seen,
    behave: (next) => {
      how = next;
    },
    token: (packageName) => `token of ${packageName}`,
  }));
});

it('mints tokens that plugins read: HS512 by the key of the package, the authority as one text', () => {
  const token = mintToken({ signingKey: Buffer.alloc(66, 'k').toString('base64'), now: 1_000_000, lifeMs: 60_000 });
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  expect(header).toMatchObject({ alg: 'HS512' });
  expect(claims).toMatchObject({ sub: 'SYS_PLATFORM', exp: 1_060, type: 'accessToken' });
  expect(claims.authority).toMatch(/^\[.*SUB_SYSTEM.*\]$/);
});
