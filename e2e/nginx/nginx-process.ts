import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/platform.ts';

const shipped = join(import.meta.dirname, '..', '..', 'docker', 'nginx');

export type Upstreams = { routers: readonly number[]; portals: readonly number[]; pages?: readonly number[] };

/** A real nginx with the shipped configuration; only ports, and where the upstreams are, differ. */
export class NginxProcess implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'wecube-nginx-'));
  port = 0;
  tlsPort = 0;
  /** Of pages of plugins, encrypted or not. */
  pagesPort = 0;
  #child: ChildProcess | undefined;

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The origin of pages of plugins. */
  get pages(): string {
    return `http://127.0.0.1:${this.pagesPort}`;
  }

  /** Runs until it listens; a port that somebody else took in the meantime is exchanged. */
  async start(upstreams: Upstreams, { encrypted = false } = {}): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#configure(upstreams, encrypted);
      const child = this.#run();
      const errors = await this.#listens(child);
      if (errors === null) return;
      const isTaken = errors.includes('Address already in use');
      if (!isTaken || attempt === 5) throw new Error(`nginx ended at its start:\n${errors}`);
    }
  }

  async #configure(upstreams: Upstreams, encrypted: boolean): Promise<void> {
    [this.port, this.tlsPort, this.pagesPort] = [await freePort(), await freePort(), await freePort()];
    cpSync(shipped, this.folder, { recursive: true });
    // Its workers are nobody; the folder of a test is for its owner only.
    chmodSync(this.folder, 0o755);
    for (const name of ['temp', 'tls']) mkdirSync(join(this.folder, name), { recursive: true });
    cpSync('/etc/nginx/mime.types', join(this.folder, 'mime.types'));
    if (encrypted) this.#encrypt();
    this.#edit('servers/plain.conf', (text) =>
      text
        .replace('listen 80;', `listen 127.0.0.1:${this.port};`)
        .replace('listen 443', `listen 127.0.0.1:${this.tlsPort}`)
        .replace(/listen (8081|8443)/, `listen 127.0.0.1:${this.pagesPort}`),
    );
    const { routers, portals, pages = routers } = upstreams;
    this.#edit('upstreams.conf', (text) =>
      placed(placed(placed(text, 'router-(?=\\d:8081)', pages), 'router-(?=\\d:8080)', routers), 'web-', portals),
    );
  }

  #run(): ChildProcess {
    const log = join(this.folder, 'error.log');
    writeFileSync(log, '');
    const settings = `daemon off; pid ${join(this.folder, 'pid')};`;
    const args = ['-p', this.folder, '-c', join(this.folder, 'nginx.conf'), '-e', log, '-g', settings];
    this.#child = spawn('/usr/sbin/nginx', args, { stdio: 'ignore' });
    return this.#child;
  }

  /** Null as soon as it takes connections; its errors when it ended instead. */
  async #listens(child: ChildProcess): Promise<string | null> {
    while (child.exitCode === null) {
      if ((await canConnect(this.port)) && child.exitCode === null) return null;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return readFileSync(join(this.folder, 'error.log'), 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #encrypt(): void {
    cpSync(join(this.folder, 'tls.conf'), join(this.folder, 'servers', 'plain.conf'));
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => join(this.folder, 'tls', name));
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    execFileSync('openssl', ['req', ...made, '-keyout', `${key}`, '-out', `${certificate}`, ...subject], {
      stdio: 'ignore',
    });
  }

  #edit(name: string, change: (text: string) => string): void {
    const file = join(this.folder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
}

/** The servers `NAME1:...` and `NAME2:...` of the upstreams at ports of this machine, with what is said of them. */
function placed(text: string, name: string, [first = 0, second]: readonly number[]): string {
  return text
    .replace(new RegExp(`server ${name}1:\\d+`, 'g'), `server 127.0.0.1:${first}`)
    .replace(new RegExp(`server ${name}2:\\d+`, 'g'), second ? `server 127.0.0.1:${second}` : `# server`);
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });
}
