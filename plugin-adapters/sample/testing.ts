import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type RunningPlugin = {
  url: string;
  dataFolder: string;
  process: ChildProcess;
  post(path: string, body: unknown, token?: string): Promise<{ status: number; body: PluginBody }>;
  get(path: string): Promise<PluginBody>;
  /** SIGKILL, as a crash; resolves when it is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape
export type PluginBody = any;

/** Starts a sample package as the process driver does: its folder, its start command, its variables. */
export async function startSample(
  name: 'estate' | 'shell',
  options: { dataFolder?: string; variables?: Record<string, string>; folder?: string } = {},
): Promise<RunningPlugin> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), `${name}-`));
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: options.folder ?? fileURLToPath(new URL(name, import.meta.url)),
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', PORT: '0', DATA_DIR: dataFolder, ...options.variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readUrl(child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    }
  };
  return {
    url,
    dataFolder,
    process: child,
    async post(path, body, token) {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    get: async (path) => (await fetch(url + path)).json(),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function readUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
      const port = /listens on [^:]+:(\d+)/.exec(output)?.[1];
      if (port) {
        resolve(`http://127.0.0.1:${port}`);
      }
    });
    child.once('exit', (code) => reject(new Error(`the plugin ended with ${code} before it listened: ${output}`)));
  });
}
