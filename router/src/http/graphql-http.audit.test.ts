import type { RunningServer } from '@wecube/kit';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAuth, type TestAuth } from '../testing/test-auth.ts';
import { startTestRouter, subgraphSetting, type TestRouter } from '../testing/test-router.ts';
import { people, startTestSubgraph } from '../testing/test-subgraph.ts';

let auth: TestAuth;
let subgraph: RunningServer;
let router: TestRouter;
let token: string;

beforeAll(async () => {
  auth = await startTestAuth();
  subgraph = await startTestSubgraph(people());
  router = await startTestRouter({
    WECUBE_AUTH_JWKS_URL: auth.jwksUrl,
    WECUBE_SUBGRAPHS: subgraphSetting({ name: 'people', urls: [subgraph.url] }),
  });
  await router.ready();
  token = await auth.token();
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await subgraph[Symbol.asyncDispose]();
  await auth[Symbol.asyncDispose]();
});

/** The audits ask for the schema, which takes a session here. */
const signedIn = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

describe('GraphQL over HTTP, as the specification has it', () => {
  it.each(serverAudits({ url: () => `${router.url}/graphql`, fetchFn: signedIn }).map((audit) => ({ ...audit })))(
    '$id: $name',
    async ({ fn }) => {
      const result = await fn();
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
    },
  );

  it('is audited as a whole', () => {
    expect(serverAudits({ url: router.url }).length).toBeGreaterThanOrEqual(60);
  });
});
