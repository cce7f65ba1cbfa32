import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { noTelemetry, startTelemetry, type Telemetry } from './telemetry.ts';
import { activeTrace, traced, UNTRACED } from './trace.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = { traceparent: `00-${TRACE}-b7ad6b7169203331-01`, tracestate: 'vendor=1' };

let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
let telemetry: Telemetry;
let other: Telemetry;

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  telemetry = await startTelemetry('one', { WECUBE_OTLP_ENDPOINT: `${receiver.url}/` });
  other = await startTelemetry('other', { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
});
afterAll(async () => {
  await telemetry[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

it("continues a caller's trace over services of one process", async () => {
  const request = telemetry.begin('request', PARENT, { method: 'POST' });
  await traced(request, 'fetch', {}, async (fetching) => {
    expect(activeTrace()).toBe(fetching);
    const served = other.begin('serve', fetching.headers);
    await served.run(() => traced(activeTrace(), 'call', {}, async () => served.set({ rows: 3 })));
    served.end();
  });
  request.end();
  const spans = await receiver.until((all) => all.filter(({ traceId }) => traceId === TRACE).length === 4);
  const named = (name: string) => spans.find((span) => span.name === name);
  expect(named('request')).toMatchObject({
    service: 'one',
    parentSpanId: 'b7ad6b7169203331',
    attributes: { method: 'POST' },
  });
  expect(named('fetch')).toMatchObject({ service: 'one', parentSpanId: named('request')?.spanId });
  expect(named('serve')).toMatchObject({ service: 'other', parentSpanId: named('fetch')?.spanId });
  expect(named('call')).toMatchObject({ service: 'other', parentSpanId: named('serve')?.spanId });
  expect([request.id, request.headers['tracestate']]).toEqual([TRACE, 'vendor=1']);
});

it('says what failed, and keeps what follows apart', async () => {
  const request = telemetry.begin('failing', {});
  const failing = traced(request, 'broken', {}, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  const event = request.follow('event');
  event.end();
  request.end();
  const spans = await receiver.until((all) =>
    ['failing', 'event'].every((name) => all.some((one) => one.name === name)),
  );
  expect(spans.find(({ name }) => name === 'broken')).toMatchObject({ failed: true, traceId: request.id });
  const followed = spans.find(({ name }) => name === 'event');
  expect(followed?.links).toEqual([request.id]);
  expect(followed?.traceId).not.toBe(request.id);
});

it('takes a traceparent that is none for the begin of a trace, and obeys one that is not to be recorded', () => {
  const fresh = telemetry.begin('fresh', { traceparent: '00-00000000000000000000000000000000-b7ad6b7169203331-01' });
  expect(fresh.id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  const quiet = telemetry.begin('quiet', { traceparent: `00-${TRACE}-b7ad6b7169203331-00` });
  expect([quiet.recording, quiet.id]).toEqual([false, TRACE]);
  expect(quiet.headers['traceparent']).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
});

it('does nothing without a collector but pass on what came', async () => {
  const off = await startTelemetry('off', {});
  expect(off).toBe(noTelemetry);
  const passed = off.begin('request', { ...PARENT, accept: 'x' });
  expect([passed.id, passed.recording, passed.headers]).toEqual([TRACE, false, PARENT]);
  expect(off.begin('request', {})).toBe(UNTRACED);
  await traced(passed, 'fetch', {}, async (trace) => {
    expect([trace, activeTrace()]).toEqual([passed, UNTRACED]);
  });
});

it('does not wait for a collector that is away', async () => {
  const away = await startTelemetry('away', { WECUBE_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
  away.begin('request', {}).end();
  await away[Symbol.asyncDispose]();
});
