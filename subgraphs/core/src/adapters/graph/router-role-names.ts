import { INTERNAL_SESSION_HEADER, type Logger, serviceSession, signInternalSession } from '@wecube/kit';
import { z } from 'zod';
import type { RoleNames } from '../../modules/services/index.ts';

const LIMIT_MS = 5_000;
const PAGE = 200;
const QUERY = `query CoreRoleNames($after: String) {
  roles(first: ${PAGE}, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`;

const answerSchema = z.object({
  data: z.object({
    roles: z.object({
      nodes: z.array(z.object({ name: z.string() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

/** The names of the roles, asked of the graph, where another service has them; null when it cannot be asked now. */
export function createRouterRoleNames(options: { routerUrl: string; internalKey: string; logger: Logger }): RoleNames {
  return {
    async all() {
      try {
        const names: string[] = [];
        let after: string | null = null;
        do {
          const { roles } = await ask(options, after);
          names.push(...roles.nodes.map(({ name }) => name));
          after = roles.pageInfo.hasNextPage ? roles.pageInfo.endCursor : null;
        } while (after);
        return names;
      } catch (error) {
        options.logger.warn({ err: error }, 'the graph could not be asked which roles there are');
        return null;
      }
    },
  };
}

async function ask(
  { routerUrl, internalKey }: { routerUrl: string; internalKey: string },
  after: string | null,
): Promise<z.infer<typeof answerSchema>['data']> {
  const response = await fetch(new URL('/internal/graphql', routerUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [INTERNAL_SESSION_HEADER]: signInternalSession(serviceSession('core'), internalKey),
    },
    body: JSON.stringify({ query: QUERY, variables: { after } }),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  return answerSchema.parse(await response.json()).data;
}
