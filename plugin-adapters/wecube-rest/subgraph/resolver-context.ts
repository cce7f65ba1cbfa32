import { type Action, type GraphContext, requireAction } from '@wecube/kit';
import type { WecubeRestClient } from '../client/create-client.ts';
import { ObjectReader, type WithoutIn } from './object-reader.ts';

export type Resolver<Parent, Args, Result> = (parent: Parent, args: Args, context: GraphContext) => Result;

/** Wraps a resolver so that only sessions with the action get to it; no resolver of a package goes without. */
export function allowed<Parent, Args, Result>(action: Action, resolver: Resolver<Parent, Args, Result>) {
  return (parent: Parent, args: Args, context: GraphContext): Result => {
    requireAction(context.session, action);
    return resolver(parent, args, context);
  };
}

/** Gives every request one reader, so that its fields share their queries. */
export function readerPerRequest(client: WecubeRestClient): (context: GraphContext) => ObjectReader {
  const readers = new WeakMap<GraphContext, ObjectReader>();
  const withoutIn: WithoutIn = new Map();
  return (context) => {
    const known = readers.get(context);
    if (known) {
      return known;
    }
    const reader = new ObjectReader(client, withoutIn);
    readers.set(context, reader);
    return reader;
  };
}
