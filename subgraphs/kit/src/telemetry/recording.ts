import {
  type Attributes,
  createTraceState,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Telemetry } from './telemetry.ts';
import { runActive, type Trace, traceIdOf } from './trace.ts';

const SEND_EVERY_MS = 1_000;
const SEND_WITHIN_MS = 3_000;

/** Records traces and sends them to a collector. Only loaded where one is configured. */
export function startRecording(service: string, endpoint: string): Telemetry {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: SEND_WITHIN_MS,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.namespace': 'wecube', 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_EVERY_MS })],
  });
  // Not registered as the process's own: several services may share one process.
  const tracer = provider.getTracer('wecube');
  return {
    begin: (name, headers, attributes = {}) =>
      startTrace(tracer, name, { kind: SpanKind.SERVER, attributes }, spanContextOf(headers)),
    // A collector that is away must not keep a service from stopping.
    [Symbol.asyncDispose]: () => provider.shutdown().catch(() => {}),
  };
}

function startTrace(
  tracer: Tracer,
  name: string,
  options: { kind: SpanKind; attributes: Attributes; links?: Link[] },
  parent: SpanContext | undefined,
): Trace {
  const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  return new RecordedTrace(tracer, tracer.startSpan(name, options, context));
}

class RecordedTrace implements Trace {
  readonly id: string;
  readonly recording: boolean;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly tracer: Tracer,
    private readonly span: Span,
  ) {
    const context = span.spanContext();
    this.id = context.traceId;
    this.recording = span.isRecording();
    this.headers = headersOf(context);
  }

  child(name: string, attributes: Attributes = {}): Trace {
    return startTrace(this.tracer, name, { kind: SpanKind.CLIENT, attributes }, this.span.spanContext());
  }

  follow(name: string, attributes: Attributes = {}): Trace {
    const links = [{ context: this.span.spanContext() }];
    return startTrace(this.tracer, name, { kind: SpanKind.CONSUMER, attributes, links }, undefined);
  }

  set(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  fail(reason: string): void {
    this.span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
  }

  end(): void {
    this.span.end();
  }

  run<T>(work: () => T): T {
    return runActive(this, work);
  }
}

function headersOf({ traceId, spanId, traceFlags, traceState }: SpanContext): Record<string, string> {
  const flags = traceFlags.toString(16).padStart(2, '0');
  const tracestate = traceState?.serialize();
  return { traceparent: `00-${traceId}-${spanId}-${flags}`, ...(tracestate && { tracestate }) };
}

function spanContextOf(headers: Parameters<Telemetry['begin']>[1]): SpanContext | undefined {
  const traceId = traceIdOf(headers);
  if (!traceId) return undefined;
  const [, , spanId = '', flags = '00'] = String(headers['traceparent']).split('-');
  const { tracestate } = headers;
  return {
    traceId,
    spanId,
    isRemote: true,
    traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED,
    ...(typeof tracestate === 'string' && { traceState: createTraceState(tracestate) }),
  };
}
