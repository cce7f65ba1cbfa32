import { spawn } from 'node:child_process';
import { PluginProblem } from './plugin-kit/plugin-error.mjs';

const OUTPUT_LIMIT = 64 * 1024;

/**
 * The script gets a process group of its own, whose watcher waits on a pipe from this process: when this process dies,
 * however it dies, the pipe breaks and the watcher ends the whole group. A script never outlives its plugin.
 */
const WATCHED =
  '( cat <&3 >/dev/null; kill -9 0 ) </dev/null >/dev/null 2>&1 & exec 3<&-; exec sh -c "$SCRIPT" script "$@"';

/** Runs a script by `sh`; resolves with its exit code and output. Past `timeoutMs` it is killed and a problem thrown. */
export function runScript(script, { args = [], variables = {}, timeoutMs }) {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now();
    const child = spawn('sh', ['-c', WATCHED, 'watched', ...args], {
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', SCRIPT: script, ...variables },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const output = collect(child.stdout);
    const errors = collect(child.stderr);
    child.stdio[3].on('error', () => undefined);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child.pid);
    }, timeoutMs);
    child.once('error', reject);
    // What the script left running goes with it, else its output would never end.
    child.once('exit', () => killGroup(child.pid));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (timedOut) {
        reject(new PluginProblem(`The script did not end within ${timeoutMs} ms and was stopped.`, 'TIMEOUT'));
        return;
      }
      const exitCode = code ?? (signal ? 128 : 1);
      resolve({ exitCode, output: output(), errors: errors(), durationMs: Date.now() - startedAt });
    });
  });
}

function collect(stream) {
  const chunks = [];
  let size = 0;
  stream.on('data', (chunk) => {
    if (size < OUTPUT_LIMIT) chunks.push(chunk.subarray(0, OUTPUT_LIMIT - size));
    size += chunk.length;
  });
  return () => {
    const text = Buffer.concat(chunks).toString('utf8');
    return size > OUTPUT_LIMIT ? `${text}\n... ${size - OUTPUT_LIMIT} more bytes` : text;
  };
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
