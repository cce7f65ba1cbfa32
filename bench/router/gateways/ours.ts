import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freePort, GATEWAY_CORE, launch, stop, until } from '../load/processes.ts';
import { answering, type Gateway, type Ground, type StartGateway } from './gateway.ts';

export type Planner = 'js' | 'native';

const root = join(import.meta.dirname, '..', '..', '..');
const binary = join(root, 'router', 'bin', 'wecube-router.mjs');

const settings = (planner: Planner) => ({
  NODE_ENV: 'production',
  WECUBE_LOG_LEVEL: 'error',
  WECUBE_ROUTER_PLANNER: planner,
  // Every request is to be worked for, as the gateways that it is held against do.
  WECUBE_ROUTER_DEDUPE: 'false',
});

/** The router is measured as it is shipped: bundled. */
export function buildRouter(): void {
  execFileSync('npm', ['run', 'build', '-w', 'router'], { cwd: root, stdio: 'ignore' });
}

/** Our router alone with the supergraph, everything allowed. */
export const ours =
  (planner: Planner): StartGateway =>
  async ({ supergraph }) => {
    const port = await freePort();
    const args = [...profiling(`ours-${planner}`), binary, '--supergraph', supergraph, '--port', String(port)];
    const environment = settings(planner);
    const child = launch({ core: GATEWAY_CORE, command: process.execPath, args, environment, stderr: 'inherit' });
    return {
      ...(await answering(`ours-${planner}`, child, `http://127.0.0.1:${port}/graphql`)),
      stop: () => end(child),
    };
  };

/** Our router as the platform runs it: it composes for itself, checks who asks and tells subgraphs by a signed session. */
export const oursWithAuthentication =
  (planner: Planner): StartGateway =>
  async (ground) => {
    const port = await freePort();
    const issuer = await startIssuer();
    const child = launch({
      core: GATEWAY_CORE,
      command: process.execPath,
      args: [...profiling(`ours-${planner}-auth`), binary],
      environment: { ...settings(planner), ...platformSettings(ground, port, issuer.keys) },
      stderr: 'inherit',
    });
    const address = `http://127.0.0.1:${port}`;
    await until('our router', async () => (await fetch(`${address}/ready`)).ok);
    const gateway: Gateway = await answering(`ours-${planner}-auth`, child, `${address}/graphql`, issuer.token);
    return {
      ...gateway,
      async stop() {
        await end(child);
        issuer.stop();
      },
    };
  };

function platformSettings({ folder, origin, subgraphs }: Ground, port: number, keys: string): Record<string, string> {
  const listed = subgraphs.map((name) => ({ name, urls: [`${origin}/${name}`] }));
  return {
    WECUBE_ROUTER_PORT: String(port),
    WECUBE_INTERNAL_KEY: 'a key that only this benchmark knows and needs',
    WECUBE_SUBGRAPHS: JSON.stringify(listed),
    WECUBE_AUTH_JWKS_URL: keys,
    WECUBE_DATA_DIR: join(folder, `router-${port}`),
  };
}

/** With BENCH_PROFILE=FOLDER a profile of the processor is written there when the router ends. */
function profiling(name: string): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}.cpuprofile`] : [];
}

/** Ends it by its own will, so that a profile is written. */
async function end(child: Gateway['process']): Promise<void> {
  if (!child) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)));
  clearTimeout(late);
  await stop(child);
}

async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA' };
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [key] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const token = await new SignJWT({ name: 'bench', roles: ['tester'], actions: ['graph:read'] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
    .setSubject('usr_bench')
    .setIssuer('wecube')
    .setAudience('wecube')
    .setIssuedAt()
    .setExpirationTime('6h')
    .sign(privateKey);
  const { port } = server.address() as AddressInfo;
  return { keys: `http://127.0.0.1:${port}/jwks`, token, stop: () => server.close() };
}
