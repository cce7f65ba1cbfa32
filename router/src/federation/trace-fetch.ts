import { traced } from '@wecube/kit';
import { type RouterContext, requestContext } from '../router-context.ts';

/** Makes a fetch from a subgraph a part of the operation's trace, which the subgraph then continues. Free when nobody traces. */
export function traceFetch<T>(
  subgraph: string,
  context: RouterContext,
  fetch: (context: RouterContext) => Promise<T>,
): Promise<T> {
  if (!context.trace.recording) return fetch(context);
  return traced(context.trace, `fetch ${subgraph}`, { 'wecube.subgraph': subgraph }, (trace) =>
    fetch(requestContext({ ...context, trace })),
  );
}
