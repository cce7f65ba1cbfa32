import { newId, serviceSession } from '@wecube/kit';
import type { Subgraph } from '../federation/subgraph.ts';
import { departure, requestContext } from '../router-context.ts';

const ASK_MS = 5_000;

/** What the router asks of core in its own name, past the graph: operations that are hidden from it. */
export class CoreDoor {
  constructor(private readonly core: () => Subgraph | undefined) {}

  /** The data of one operation; throws when core is away or refuses it. */
  async ask(query: string, variables: Record<string, unknown>): Promise<unknown> {
    const core = this.core();
    if (!core) throw new Error('There is no core.');
    const late = AbortSignal.timeout(ASK_MS);
    const context = requestContext({
      session: serviceSession('router'),
      requestId: newId('req'),
      whenGone: departure((gone) => late.addEventListener('abort', gone)),
    });
    const { data, errors } = await core.process({ request: { query, variables }, context });
    if (errors?.length) throw new Error(errors[0]?.message);
    return data;
  }
}
