import type { Session } from '@wecube/kit';

/** What accompanies one operation of a client through planning, fetching and subscribing. */
export type RouterContext = {
  session: Session | null;
  requestId: string;
  /** Aborted when the client leaves. */
  signal: AbortSignal;
  /** Sent along to subgraphs, such as `accept-language` and `traceparent`. */
  forwardedHeaders: Readonly<Record<string, string>>;
};
