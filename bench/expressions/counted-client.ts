import { createWecubeRestClient, type EntityQuery } from '@wecube/plugin-adapters/wecube-rest';

/** The client of plugins as the platform has it, which counts what it sends and what comes. */
export function countedClient(url: string) {
  const client = createWecubeRestClient({
    targets: async () => [{ instanceId: 'bench', baseUrl: url, healthy: true }],
    token: async () => '',
  });
  const sent = { requests: 0, rows: 0 };
  return {
    client,
    sent,
    caller: {
      ...client,
      async queryEntities(query: EntityQuery) {
        sent.requests += 1;
        const rows = await client.queryEntities(query);
        sent.rows += rows.length;
        return rows;
      },
    },
  };
}
