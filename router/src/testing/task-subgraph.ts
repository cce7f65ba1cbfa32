import { createInProcessPubSub, type GraphContext, type RunningServer } from '@wecube/kit';
import { startTestSubgraph } from './test-subgraph.ts';

/** The schema of the tasks, without its federation header. */
export const TASK_SDL = `
  type Query { tasks: [Task!]! }
  type Mutation { touch(id: ID!): Task! }
  type Subscription { taskChanged(id: ID): Task! mine: String! }
  type Task @key(fields: "id") { id: ID! revision: Int! owner: Person! note: String! }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
`;

const NOTE_LENGTH = 100_000;

export type TaskSubgraph = Awaited<ReturnType<typeof startTaskSubgraph>>;

/** An instance of a subgraph whose tasks change; it publishes what `touch` and the test do. */
export async function startTaskSubgraph(port?: number) {
  const pubSub = createInProcessPubSub();
  const sessions: string[] = [];
  const sources = new Set<AsyncIterator<unknown>>();
  let revision = 0;
  let open = 0;
  const task = (id: string) => ({ id, revision, owner: { __typename: 'Person', id: 'p1' } });
  const listen = (topic: string, { session }: GraphContext) => {
    open += 1;
    sessions.push(session?.name ?? '');
    const source = pubSub.subscribe(topic);
    const finish = source.return?.bind(source);
    sources.add(source);
    source.return = async (value) => {
      if (!sources.delete(source)) return { value: undefined, done: true };
      open -= 1;
      return (await finish?.(value)) ?? { value: undefined, done: true };
    };
    return source;
  };
  const server: RunningServer = await startTestSubgraph({
    name: 'tasks',
    sdl: TASK_SDL,
    ...(port && { port }),
    resolvers: {
      Query: { tasks: () => [task('t1')] },
      Task: { note: () => 'x'.repeat(NOTE_LENGTH) },
      Mutation: {
        touch: (_source: never, { id }: { id: string }) => {
          revision += 1;
          pubSub.publish('task', { taskChanged: task(id) });
          return task(id);
        },
      } as never,
      Subscription: {
        taskChanged: { subscribe: (_source: never, _args: never, context: GraphContext) => listen('task', context) },
        mine: { subscribe: (_source: never, _args: never, context: GraphContext) => listen('mine', context) },
      },
    },
  });
  return {
    url: server.url,
    port: server.port,
    /** Subscriptions open at this instance, and the names of the sessions that opened any. */
    open: () => open,
    sessions: () => sessions,
    /** Ends every stream from this side, as a subgraph does that has nothing more to tell. */
    async complete() {
      for (const source of sources) await source.return?.();
    },
    change(id = 't1') {
      revision += 1;
      pubSub.publish('task', { taskChanged: task(id) });
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
