import { activeTrace, type Session, type Trace } from '@wecube/kit';

/** Calls the listener when the client leaves before its answer, at once if it has left; returns what stops listening. */
export type WhenGone = (listener: () => void) => () => void;

/** What accompanies one operation of a client through planning, fetching and subscribing. Made by `requestContext`. */
export type RouterContext = {
  readonly session: Session | null;
  readonly requestId: string;
  /** Sent along to subgraphs, such as `accept-language`. */
  readonly forwardedHeaders: Readonly<Record<string, string>>;
  /** What the work for this operation is a part of. */
  readonly trace: Trace;
  readonly whenGone: WhenGone;
  /** Until when the client waits, in the time of `performance.now()`, if it said so. */
  readonly deadline: number | undefined;
  /** The router made the operation itself, so no list of operations has it. */
  readonly isOwn: boolean;
  /** Aborted when the client leaves. Made at the first look: `whenGone` costs less. */
  readonly signal: AbortSignal;
};

export type RequestContextParts = {
  session: Session | null;
  requestId: string;
  forwardedHeaders?: Readonly<Record<string, string>>;
  /** The active one when absent. */
  trace?: Trace;
  /** Absent for work that no client waits for. */
  whenGone?: WhenGone;
  deadline?: number | undefined;
  isOwn?: boolean;
};

/** The context of one operation. Derive one from another by `requestContext({ ...context, ... })`: a bare copy has no signal. */
export function requestContext(parts: RequestContextParts): RouterContext {
  return new RequestContext(parts);
}

/** Tells of a departure that `watch` announces, to any number of listeners; watches only once somebody listens. */
export function departure(watch: (gone: () => void) => void): WhenGone {
  let listeners: Set<() => void> | undefined;
  let isGone = false;
  const leave = () => {
    if (isGone) return;
    isGone = true;
    for (const listener of listeners ?? []) listener();
  };
  return (listener) => {
    if (!listeners) {
      listeners = new Set();
      watch(leave);
    }
    if (isGone) listener();
    else listeners.add(listener);
    return () => void listeners?.delete(listener);
  };
}

const NEVER: WhenGone = () => () => {};

// Apollo Server copies a context with its own fields and prototype, so nothing here may be a private field.
class RequestContext implements RouterContext {
  readonly session: Session | null;
  readonly requestId: string;
  readonly forwardedHeaders: Readonly<Record<string, string>>;
  readonly trace: Trace;
  readonly whenGone: WhenGone;
  readonly deadline: number | undefined;
  readonly isOwn: boolean;
  private controller: AbortController | undefined;

  constructor(parts: RequestContextParts) {
    const {
      session,
      requestId,
      forwardedHeaders = {},
      trace = activeTrace(),
      whenGone = NEVER,
      deadline,
      isOwn = false,
    } = parts;
    this.session = session;
    this.requestId = requestId;
    this.forwardedHeaders = forwardedHeaders;
    this.trace = trace;
    this.whenGone = whenGone;
    this.deadline = deadline;
    this.isOwn = isOwn;
  }

  get signal(): AbortSignal {
    if (!this.controller) {
      const controller = new AbortController();
      this.controller = controller;
      this.whenGone(() => controller.abort());
    }
    return this.controller.signal;
  }
}
