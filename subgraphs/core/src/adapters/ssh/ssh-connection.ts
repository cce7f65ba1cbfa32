import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { toError } from '@wecube/kit';
import { Client, type ConnectConfig } from 'ssh2';
import { sayResource } from '../../modules/resources/index.ts';

export type SshAddress = {
  host: string;
  port: number;
  user: string;
  password?: string | undefined;
  privateKey?: string | undefined;
  passphrase?: string | undefined;
  /** The one host key that is accepted: a line as in `known_hosts` without its name, or its `SHA256:` fingerprint. */
  pinned: string;
};

/** One SSH connection for everything that is asked of a machine; made when first needed, and again after it broke. */
export interface SshConnection {
  /** A stream to a unix socket of the machine. */
  openSocket(path: string): Promise<Duplex>;
  /** Runs a command and gives what it wrote; throws with its words when it ends with another code than 0. */
  run(command: string, input?: string | Buffer): Promise<string>;
  close(): void;
}

const READY_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;

export function createSshConnection(address: SshAddress): SshConnection {
  let current: Promise<Client> | null = null;
  const client = (): Promise<Client> => {
    if (current) return current;
    // A broken connection tells so twice: by then another may have taken its place.
    const made: Promise<Client> = connect(address, () => {
      if (current === made) current = null;
    });
    current = made;
    return made;
  };
  return {
    async openSocket(path) {
      const ssh = await client();
      return new Promise((resolve, reject) => {
        ssh.openssh_forwardOutStreamLocal(path, (error, stream) =>
          error ? reject(notOpened(error, address, path)) : resolve(stream),
        );
      });
    },
    run: async (command, input) => runCommand(await client(), command, input),
    close() {
      current?.then((ssh) => ssh.end()).catch(() => {});
      current = null;
    },
  };
}

function connect(address: SshAddress, forget: () => void): Promise<Client> {
  const { host, port } = address;
  const place = `${host}:${port}`;
  let refused: Error | null = null;
  const verify = (key: Buffer): boolean => {
    const found = fingerprintOf(key);
    if (found === pinnedFingerprint(address.pinned)) return true;
    refused = toError(sayResource('SERVER_HOST_KEY_NOT_PINNED', { server: place, found }));
    return false;
  };
  return new Promise((resolve, reject) => {
    const client = new Client();
    client
      .on('ready', () => resolve(client))
      .on('error', (error) => {
        forget();
        reject(refused ?? explain(error, place, address.user));
      })
      .on('close', () => {
        forget();
        reject(refused ?? toError(sayResource('SERVER_ENDED', { server: place })));
      })
      .connect(configOf(address, verify));
  });
}

function configOf(address: SshAddress, hostVerifier: (key: Buffer) => boolean): ConnectConfig {
  const { host, port, user: username, password, privateKey, passphrase, pinned } = address;
  const [type] = pinned.trim().split(/\s+/);
  const isLine = !pinned.trim().startsWith('SHA256:');
  return {
    ...{ host, port, username, hostVerifier, readyTimeout: READY_MS, keepaliveInterval: KEEP_ALIVE_MS },
    ...(password !== undefined && { password }),
    ...(privateKey !== undefined && { privateKey }),
    ...(passphrase !== undefined && { passphrase }),
    // A machine has keys of several types and must show the one that is pinned.
    ...(isLine && type && { algorithms: { serverHostKey: hostKeyAlgorithms(type) as never } }),
  };
}

/** RSA keys sign by newer digests than their type is named for. */
const hostKeyAlgorithms = (type: string): string[] => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type]);

const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/** The fingerprint of a pinned host key, or of a line with the key itself. */
export function pinnedFingerprint(pinned: string): string {
  const [first = '', second] = pinned.trim().split(/\s+/);
  if (first.startsWith('SHA256:')) return first.replace(/=+$/, '');
  return fingerprintOf(Buffer.from(second ?? '', 'base64'));
}

function explain(error: Error & { level?: string; code?: string }, server: string, user: string): Error {
  if (error.level === 'client-authentication') {
    return toError(sayResource('SERVER_LOGIN_REFUSED', { server, user }), { cause: error });
  }
  return error;
}

const FORBIDDEN = 1;

function notOpened(error: Error & { reason?: unknown }, { host, port, user }: SshAddress, path: string): Error {
  const server = `${host}:${port}`;
  const said =
    error.reason === FORBIDDEN
      ? sayResource('SERVER_FORWARDING_FORBIDDEN', { server })
      : sayResource('SERVER_NO_SOCKET.ssh', { server, path, user });
  return toError(said, { cause: error });
}

function runCommand(client: Client, command: string, input?: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, stream) => {
      if (error) return reject(error);
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => out.push(chunk));
      stream.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      stream.on('close', (code: number | null) => {
        if (code === 0) return resolve(Buffer.concat(out).toString());
        reject(new Error(Buffer.concat(err).toString().trim() || `${command} ended with ${code}`));
      });
      stream.end(input);
    });
  });
}
