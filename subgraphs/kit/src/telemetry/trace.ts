import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attributes } from '@opentelemetry/api';

/** Work that is followed through the services: one span, and the way to continue it elsewhere. */
export type Trace = {
  /** The trace's id, for logs; undefined when nobody traces. */
  readonly id: string | undefined;
  /** Whether somebody collects it. Nothing needs to be prepared for a trace that is not recorded. */
  readonly recording: boolean;
  /** By these the next service continues it. */
  readonly headers: Readonly<Record<string, string>>;
  /** A call to another service, as a part of this work. */
  child(name: string, attributes?: Attributes): Trace;
  /** A trace of its own that points back at this one, for what happens later and again, such as events. */
  follow(name: string, attributes?: Attributes): Trace;
  set(attributes: Attributes): void;
  /** Says that the work failed; `end` is still to be called. */
  fail(reason: string): void;
  end(): void;
  /** Runs work with this as the active trace. */
  run<T>(work: () => T): T;
};

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const active = new AsyncLocalStorage<Trace>();

/** A trace of the caller that is passed on as it came, because none is recorded here. */
export function passedTrace(headers: Headers): Trace {
  const id = traceIdOf(headers);
  return id === undefined ? UNTRACED : new PassedTrace(id, traceHeaders(headers));
}

/** The trace that the running code belongs to; `UNTRACED` outside of any. */
export function activeTrace(): Trace {
  return active.getStore() ?? UNTRACED;
}

export function runActive<T>(trace: Trace, work: () => T): T {
  return active.run(trace, work);
}

/** Does work as a part of a trace, which ends with it and fails with it. */
export async function traced<T>(
  parent: Trace,
  name: string,
  attributes: Attributes,
  work: (trace: Trace) => Promise<T>,
): Promise<T> {
  if (!parent.recording) return work(parent);
  const trace = parent.child(name, attributes);
  try {
    return await trace.run(() => work(trace));
  } catch (error) {
    trace.fail((error as Error).message);
    throw error;
  } finally {
    trace.end();
  }
}

/** The id in a W3C `traceparent`; undefined without a valid one. */
export function traceIdOf({ traceparent }: Headers): string | undefined {
  return typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
}

function traceHeaders({ traceparent, tracestate }: Headers): Record<string, string> {
  return { traceparent: String(traceparent), ...(typeof tracestate === 'string' && { tracestate }) };
}

class PassedTrace implements Trace {
  readonly recording = false;

  constructor(
    readonly id: string | undefined,
    readonly headers: Readonly<Record<string, string>>,
  ) {}

  child(): Trace {
    return this;
  }

  follow(): Trace {
    return this;
  }

  set(): void {}

  fail(): void {}

  end(): void {}

  run<T>(work: () => T): T {
    return this.id === undefined ? work() : runActive(this, work);
  }
}

/** What stands for a trace where there is none. */
export const UNTRACED: Trace = new PassedTrace(undefined, {});
