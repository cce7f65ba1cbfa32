import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPortProbe } from './port-probe.ts';
import { createReadyProbe } from './ready-probe.ts';

const server = createServer((request, answer) => {
  if (request.url === '/slow') return;
  answer.writeHead(request.url === '/health' ? 200 : 503).end();
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (healthPath: string, limitMs = 1_000) =>
  createReadyProbe().ask({ address: '127.0.0.1', port, healthPath }, limitMs);

it('asks the health path, with or without its slash, else only connects', async () => {
  expect(await ask('/health')).toEqual({ ready: true });
  expect(await ask('health')).toEqual({ ready: true });
  expect(await ask('')).toEqual({ ready: true });
});

it('says why something is not ready', async () => {
  expect(await ask('/other')).toEqual({ ready: false, reason: '/other answered 503' });
  expect(await ask('/slow', 100)).toEqual({ ready: false, reason: 'no answer within 100 ms' });
  const silent = { address: '127.0.0.1', port: 1 };
  for (const healthPath of ['', '/health']) {
    const answer = await createReadyProbe().ask({ ...silent, healthPath }, 1_000);
    expect(answer).toEqual({ ready: false, reason: 'nothing listens on its port' });
  }
});

it('tells a free port from a taken one', async () => {
  const host = { id: 'h', name: 'process', driver: 'PROCESS', address: '127.0.0.1' } as const;
  expect(await createPortProbe().isFree(host, port)).toBe(false);
  expect(await createPortProbe().isFree(host, 1_025)).toBe(true);
});
