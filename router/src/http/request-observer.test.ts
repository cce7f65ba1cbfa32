import { once } from 'node:events';
import { createLogger, noTelemetry } from '@wecube/kit';
import { expect, it, vi } from 'vitest';
import { startPlainServer } from '../testing/plain-server.ts';
import { Metrics } from './metrics.ts';
import { RequestObserver } from './request-observer.ts';

it('writes a line for every request, without what its query holds, and probes only for who looks closer', async () => {
  const logger = createLogger('test', { level: 'info' });
  const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
  const debug = vi.spyOn(logger, 'debug');
  const observer = new RequestObserver(new Metrics(), noTelemetry, logger);
  await using server = await startPlainServer((request, response) => {
    const route = request.url?.split(/[/?]/)[1] ?? '';
    observer.observe(request, response, route, 'req_1');
    response.writeHead(route === 'graphql' ? 200 : 204).end();
  });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await fetch(`${server.url}/graphql?query={secret}`, { headers: { traceparent } });
  await fetch(`${server.url}/health`);
  server.server.closeIdleConnections();
  await vi.waitFor(() => expect(info).toHaveBeenCalled());
  expect(info).toHaveBeenCalledExactlyOnceWith(
    {
      method: 'GET',
      path: '/graphql',
      requestId: 'req_1',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      status: 200,
      ms: expect.any(Number),
    },
    'request',
  );
  expect(debug).not.toHaveBeenCalled();
});

it('counts a client that left as such', async () => {
  const metrics = new Metrics();
  const observer = new RequestObserver(metrics, noTelemetry, createLogger('test', { level: 'silent' }));
  await using server = await startPlainServer((request, response) => {
    observer.observe(request, response, 'graphql', 'req_1');
  });
  const leaving = new AbortController();
  const arrived = once(server.server, 'request');
  const answer = fetch(server.url, { signal: leaving.signal }).catch(() => {});
  await arrived;
  leaving.abort();
  await answer;
  await vi.waitFor(async () => expect(await metrics.render()).toContain('route="graphql",status="499"} 1'), 20_000);
});
