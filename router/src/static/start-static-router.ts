import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { readRouterEnv } from '../env.ts';
import { type Service, startRouter } from '../server.ts';
import { readSupergraph } from './read-supergraph.ts';

type StaticRouterOptions = {
  /** The file with the composed supergraph. */
  supergraph: string;
  /** Settings by their names in the environment; they override it. */
  settings: Record<string, string>;
  environment?: Readonly<Record<string, string | undefined>>;
};

/** Starts a router that serves one supergraph alone, with the same executor, failover and edge as the platform's. */
export async function startStaticRouter({
  supergraph,
  settings,
  environment = process.env,
}: StaticRouterOptions): Promise<Service> {
  const env = readRouterEnv({ ...environment, ...notNeededAlone(), ...settings });
  return startRouter({ env, alone: await readSupergraph(supergraph) });
}

/** Settings that the platform's router cannot do without and this one never uses. */
function notNeededAlone(): Record<string, string> {
  return {
    WECUBE_INTERNAL_KEY: randomBytes(32).toString('hex'),
    WECUBE_AUTH_JWKS_URL: 'http://127.0.0.1/keys-not-needed',
    WECUBE_DATA_DIR: tmpdir(),
    WECUBE_SUBGRAPHS: '[]',
  };
}
