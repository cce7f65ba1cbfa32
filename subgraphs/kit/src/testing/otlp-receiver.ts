import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as a collector received it. */
export type ReceivedSpan = {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  failed: boolean;
  attributes: Record<string, unknown>;
  links: string[];
};

type Value = { stringValue?: string; intValue?: number; boolValue?: boolean };
type Attribute = { key: string; value: Value };
type WireSpan = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  status?: { code?: number };
  attributes?: Attribute[];
  links?: { traceId: string }[];
};
type WireBody = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: WireSpan[] }[] }[];
};

/** A collector for tests: takes traces by OTLP over HTTP (JSON) and keeps their spans. */
export async function startOtlpReceiver() {
  const spans: ReceivedSpan[] = [];
  let wake: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/v1/traces') spans.push(...(await readSpans(request)));
    response.setHeader('content-type', 'application/json').end('{}');
    for (const go of wake.splice(0)) go();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    /** Resolves with the spans as soon as they fulfil the condition. */
    async until(fulfilled: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]> {
      while (!fulfilled(spans)) await new Promise<void>((resolve) => wake.push(resolve));
      return spans;
    },
    async [Symbol.asyncDispose]() {
      wake = [];
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readSpans(request: IncomingMessage): Promise<ReceivedSpan[]> {
  const { resourceSpans } = (await json(request)) as WireBody;
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => received(service, span)));
  });
}

function received(service: string, { name, traceId, spanId, ...span }: WireSpan): ReceivedSpan {
  return {
    service,
    name,
    traceId,
    spanId,
    parentSpanId: span.parentSpanId || undefined,
    failed: span.status?.code === 2,
    attributes: valuesOf(span.attributes ?? []),
    links: (span.links ?? []).map((link) => link.traceId),
  };
}

function valuesOf(attributes: Attribute[]): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.boolValue]),
  );
}
