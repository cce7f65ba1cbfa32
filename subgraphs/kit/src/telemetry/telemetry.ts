import { z } from 'zod';
import { passedTrace, type Trace } from './trace.ts';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Where a service's traces come from. */
export type Telemetry = {
  /** Begins the work on a request: continues the trace that its headers name, or starts one. */
  begin(name: string, headers: Headers, attributes?: Record<string, string>): Trace;
  /** Sends what is still to be sent. */
  [Symbol.asyncDispose](): Promise<void>;
};

/** The settings of every service that tell where its traces go. */
export const telemetryEnv = {
  /** A collector that takes OTLP over HTTP, such as `http://collector:4318`; without it nothing is traced. */
  WECUBE_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** The same by its usual name; the one above goes before it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
};

type TelemetrySettings = { [name in keyof typeof telemetryEnv]?: string | undefined };

/** Passes on the traces of callers and records nothing. */
export const noTelemetry: Telemetry = {
  begin: (_name, headers) => passedTrace(headers),
  async [Symbol.asyncDispose]() {},
};

/** Starts the traces of one service. Without an endpoint nothing is loaded, recorded or sent. */
export async function startTelemetry(service: string, settings: TelemetrySettings): Promise<Telemetry> {
  const endpoint = settings.WECUBE_OTLP_ENDPOINT ?? settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return noTelemetry;
  const { startRecording } = await import('./recording.ts');
  return startRecording(service, endpoint);
}
