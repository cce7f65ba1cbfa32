// Runs on a fresh clone with nothing but Node: installs and builds what a verb needs, then starts the real command.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.wecube');
const sources = ['platform', 'router', 'subgraphs', 'plugin-adapters', 'prisma', 'package.json', 'turbo.json'];
const made = ['node_modules', 'dist', 'build', 'generated', '.next', '.turbo', 'next-env.d.ts', 'tsconfig.tsbuildinfo'];
const skipped = new Set(made);

// Telemetry of the tools is off; nothing is fetched but packages.
const environment = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  APOLLO_TELEMETRY_DISABLED: '1',
  npm_config_update_notifier: 'false',
};

aloneInThisCheckout(() => prepare(process.argv[2] ?? 'help'));
run();

/** Two commands at once would build into each other's files: the second one waits. */
function aloneInThisCheckout(work) {
  const lock = join(root, '.wecube-preparing');
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  let held = true;
  const release = () => {
    if (held) rmSync(lock, { force: true });
    held = false;
  };
  process.once('exit', release);
  work();
  release();
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') return true; // a checkout that cannot be written is built already, or the build says so
    if (!isRunning(readFileSync(lock, 'utf8'))) rmSync(lock, { force: true });
    return false;
  }
}

function isRunning(pid) {
  try {
    return pid === '' || process.kill(Number(pid), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function prepare(wanted) {
  const lock = digestOf([join(root, 'package-lock.json')], true);
  if (!isInstalled())
    step('install', 'Installing packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  const withPortal = wanted === 'up' || wanted === 'test';
  once(
    'build-server',
    `${lock}${digestOf(sources.map((name) => join(root, name)))}`,
    'Building the services',
    turbo(),
    ['run', 'build', '--filter=@wecube/platform', '--output-logs=errors-only'],
  );
  if (!withPortal) return;
  once('build-portal', `${lock}${digestOf([join(root, 'web')])}`, 'Building the portal', turbo(), [
    'run',
    'build',
    '--filter=@wecube/web',
    '--output-logs=errors-only',
  ]);
}

/** Whether what npm noted of its last install is what the lock file asks for; optional packages are for other systems. */
function isInstalled() {
  const [wanted, found] = ['package-lock.json', join('node_modules', '.package-lock.json')].map(readPackages);
  return (
    !!found &&
    Object.entries(wanted).every(([path, { version, link, optional }]) => {
      if (!path.includes('node_modules') || optional) return true;
      return found[path]?.version === version && found[path]?.link === link;
    })
  );
}

function readPackages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

/** Runs a step unless it ran for the same digest before. */
function once(name, digest, title, command, args) {
  const stamp = join(cache, name);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  step(name, title, command, args);
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, digest);
}

function step(name, title, command, args) {
  const started = Date.now();
  process.stderr.write(`${title} ... `);
  const { status, output } = quietly(name, command, args);
  if (status !== 0)
    stop(
      `failed\n${output}\nwecube: "${command} ${args.join(' ')}" failed; nothing was started. The lines above say why.`,
    );
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(0)} s\n`);
}

// The output goes to a file, so that it cannot fill a pipe, and is shown only on failure.
function quietly(name, command, args) {
  const log = join(tmpdir(), `wecube-${name}-${process.pid}.log`);
  const file = openSync(log, 'w');
  const { status, error } = spawnSync(command, args, { cwd: root, env: environment, stdio: ['ignore', file, file] });
  const output = `${readFileSync(log, 'utf8')}${error ? `${error.message}\n` : ''}`;
  rmSync(log, { force: true });
  return { status, output };
}

function turbo() {
  return join(root, 'node_modules', '.bin', 'turbo');
}

/** A digest of names, sizes and times (or contents) of the files below; cheap enough for every start. */
function digestOf(paths, contents = false) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path, contents);
  return hash.digest('hex');
}

function addTo(hash, path, contents) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const name of readdirSync(path).sort()) if (!skipped.has(name)) addTo(hash, join(path, name), contents);
    return;
  }
  hash.update(`${path}\0`).update(contents ? readFileSync(path) : `${stat.size} ${stat.mtimeMs}`);
}

function run() {
  const command = join(root, 'platform', 'dist', 'cli.js');
  const child = spawn(process.execPath, ['--enable-source-maps', command, ...process.argv.slice(2)], {
    env: environment,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
