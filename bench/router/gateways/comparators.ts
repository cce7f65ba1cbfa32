import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, GATEWAY_CORE, launch, stop, until } from '../load/processes.ts';
import { answering, type StartGateway } from './gateway.ts';

const folder = join(import.meta.dirname, '..', 'comparators');
const environment = { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1', HIVE_TELEMETRY_DISABLED: '1' };

/** Installs the gateways that ours is held against; they are no part of the product. */
export function installComparators(): void {
  if (existsSync(join(folder, 'node_modules'))) return;
  process.stderr.write('Installing the gateways to compare with\n');
  execFileSync('npm', ['ci', '--workspaces=false', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
}

/** The subgraph itself, with nothing in between. */
export const direct: StartGateway = async ({ origin, single }) => ({
  name: 'direct',
  url: `${origin}/${single}`,
  stop: async () => {},
});

/** nginx with one worker that copies bytes. */
export const nginx: StartGateway = async ({ folder: parent, origin, single }) => {
  const port = await freePort();
  const own = join(parent, 'nginx');
  mkdirSync(join(own, 'temp'), { recursive: true });
  writeFileSync(join(own, 'nginx.conf'), nginxConfiguration(port, origin, `/${single}`));
  const child = launch({
    core: GATEWAY_CORE,
    command: '/usr/sbin/nginx',
    args: ['-p', own, '-c', join(own, 'nginx.conf')],
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  await until('nginx', async () => (await fetch(url)).ok);
  return {
    name: 'nginx',
    url,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await stop(child);
    },
  };
};

/** Apollo Server with Apollo Gateway as their documentation starts them. */
export const apollo: StartGateway = async ({ supergraph }) => {
  const port = await freePort();
  const args = [join(folder, 'apollo.mjs'), supergraph, String(port)];
  const child = launch({ core: GATEWAY_CORE, command: process.execPath, args, environment });
  return answering('apollo', child, `http://127.0.0.1:${port}/`);
};

/** Hive Gateway with the planner of its name. */
export const hive =
  (planner: 'js' | 'native'): StartGateway =>
  async ({ supergraph, single }) => {
    const port = await freePort();
    const binary = join(folder, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');
    const config = join(folder, 'gateway.config.mjs');
    const more = planner === 'native' ? ['--hive-router-runtime'] : ['--jit'];
    const args = [binary, 'supergraph', supergraph, '-c', config, '-h', '127.0.0.1', '-p', String(port), '--fork', '1'];
    const child = launch({
      core: GATEWAY_CORE,
      command: process.execPath,
      args: [...args, ...more],
      environment: { ...environment, LOG_LEVEL: 'error', ...(single && { STREAM_PATH: `/${single}` }) },
      folder,
    });
    return answering(`hive-${planner}`, child, `http://127.0.0.1:${port}/graphql`);
  };

function nginxConfiguration(port: number, origin: string, path: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    daemon off; worker_processes 1; pid nginx.pid; error_log error.log;
    events { worker_connections 2048; }
    http {
      access_log off; keepalive_requests 10000000;
      ${temporary.map((name) => `${name}_temp_path temp/${name};`).join(' ')}
      upstream subgraph { server ${new URL(origin).host}; keepalive 128; keepalive_requests 10000000; }
      map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
      server {
        listen 127.0.0.1:${port};
        location /graphql {
          proxy_pass http://subgraph${path};
          proxy_http_version 1.1;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
          proxy_read_timeout 1h;
        }
      }
    }`;
}
