import { startOtlpReceiver } from '@wecube/kit/testing/otlp-receiver';
import { afterEach, expect, it } from 'vitest';
import { aCore, aHost, aPackage, aPlugin, aRouter, ask, cleanUp } from './testing.ts';

afterEach(cleanUp);

const ROUTER = { id: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };
const traceparent = `00-${ROUTER.id}-${ROUTER.span}-01`;

it("continues the router's trace to the plugin", async () => {
  await using collector = await startOtlpReceiver();
  const seen: (string | undefined)[] = [];
  const plugin = await aPlugin(({ headers }) => seen.push(headers['traceparent'] as string | undefined));
  const [core, router] = [await aCore(), await aRouter()];
  const host = await aHost(core, router, { WECUBE_OTLP_ENDPOINT: collector.url });
  core.change(aPackage('estate', { targets: [{ instanceId: 'i', baseUrl: plugin, healthy: true }] }));
  await expect.poll(() => core.state.reports, { timeout: 20_000 }).toEqual([['estate', null]]);
  const url = `${host.url}/subgraphs/estate/graphql`;
  const { body } = await ask(url, '{ estateHosts { nodes { id } } }', undefined, { traceparent });
  expect(body).toEqual({ data: { estateHosts: { nodes: [{ id: 'h1' }] } } });
  const spans = await collector.until((all) => all.filter(({ traceId }) => traceId === ROUTER.id).length === 2);
  const served = spans.find(({ name }) => name === 'adapters estate');
  const call = spans.find(({ name }) => name === 'plugin estate POST');
  expect(served).toMatchObject({ service: 'adapters', parentSpanId: ROUTER.span, failed: false });
  expect(call).toMatchObject({
    parentSpanId: served?.spanId,
    attributes: { 'wecube.package': 'estate', 'url.path': '/estate/entities/host/query' },
  });
  expect(seen).toEqual([`00-${ROUTER.id}-${call?.spanId}-01`]);
});

it('passes on the trace of a caller as it came while nobody collects traces', async () => {
  const seen: (string | undefined)[] = [];
  const plugin = await aPlugin(({ headers }) => seen.push(headers['traceparent'] as string | undefined));
  const [core, router] = [await aCore(), await aRouter()];
  const host = await aHost(core, router);
  core.change(aPackage('estate', { targets: [{ instanceId: 'i', baseUrl: plugin, healthy: true }] }));
  await expect.poll(() => core.state.reports, { timeout: 20_000 }).toEqual([['estate', null]]);
  await ask(`${host.url}/subgraphs/estate/graphql`, '{ estateHosts { nodes { id } } }', undefined, { traceparent });
  expect(seen).toEqual([traceparent]);
});
