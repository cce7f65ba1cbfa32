import type http from 'node:http';
import https from 'node:https';
import Docker, { type DockerOptions } from 'dockerode';
import { pinnedTls } from '../network/pinned-tls.ts';
import { SshAgent } from '../ssh/ssh-agent.ts';
import { createSshConnection, type SshAddress } from '../ssh/ssh-connection.ts';

/** How a Docker engine is reached. */
export type EngineAddress =
  | { socketPath: string }
  | { tls: { host: string; port: number; pinned: string; clientCertificate: string; clientKey: string } }
  | { ssh: SshAddress; socketPath: string };

export type Engine = { docker: Docker; name: string; close(): void };

/** A client of the engine with connections of its own; whoever made it closes it. */
export function connectEngine(address: EngineAddress): Engine {
  if ('ssh' in address) return overSsh(address.ssh, address.socketPath);
  if ('tls' in address) return overTls(address.tls);
  const { socketPath } = address;
  return { docker: new Docker({ socketPath }), name: socketPath, close: () => {} };
}

function overTls({ host, port, pinned, clientCertificate, clientKey }: Extract<EngineAddress, { tls: object }>['tls']) {
  const agent = new https.Agent({
    ...pinnedTls(pinned, { host, port }),
    ...{ cert: clientCertificate, key: clientKey, keepAlive: true },
  });
  const docker = connectThrough(agent, { protocol: 'https', host, port });
  return { docker, name: `${host}:${port}`, close: () => agent.destroy() };
}

function overSsh(ssh: SshAddress, socketPath: string): Engine {
  const connection = createSshConnection(ssh);
  const agent: http.Agent = new SshAgent(connection, socketPath);
  return {
    docker: connectThrough(agent, { protocol: 'http', host: 'localhost', port: 80 }),
    name: `${ssh.host}:${ssh.port}${socketPath}`,
    close() {
      agent.destroy();
      connection.close();
    },
  };
}

/** The client's types do not know its option for an agent. */
const connectThrough = (agent: http.Agent, options: DockerOptions): Docker =>
  new Docker({ ...options, agent } as DockerOptions);
