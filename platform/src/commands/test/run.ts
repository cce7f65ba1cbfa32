import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMariaDb } from '@wecube/prisma/servers';
import { productRoot, UsageError } from '../../settings.ts';
import { failuresOf } from './failures.ts';
import { allGates, type Gate } from './gates.ts';
import { installMissing } from './servers.ts';

type Result = { gate: Gate; passed: boolean; seconds: number; failures: readonly string[] };

/** Runs every gate, or those of one name, and ends with how many passed and failed. */
export async function test(name: string | undefined): Promise<void> {
  const { workspaces } = createRequire(import.meta.url)(join(productRoot, 'package.json')) as { workspaces: string[] };
  const gates = allGates(workspaces).filter((gate) => !name || gate.name === name);
  if (gates.length === 0) {
    const names = [...new Set(allGates(workspaces).map((gate) => gate.name))];
    throw new UsageError(`There is no gate "${name}"; there are ${names.join(', ')}.`);
  }
  const needs = [...new Set(gates.flatMap((gate) => gate.needs))];
  installMissing(needs);
  const folder = mkdtempSync(join(tmpdir(), 'wecube-test-'));
  const mariadb = needs.includes('mariadb') ? await startMariaDb(join(folder, 'mariadb')) : null;
  const environment = { ...process.env, ...(mariadb && { WECUBE_TEST_MYSQL_URL: mariadb.url }) };
  try {
    const results: Result[] = [];
    for (const together of groupsOf(gates)) results.push(...(await runTogether(together, environment, folder)));
    summarize(results);
  } finally {
    if (mariadb) process.kill(mariadb.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Neighbours that may run side by side, in order. */
function groupsOf(gates: readonly Gate[]): Gate[][] {
  const groups: Gate[][] = [];
  for (const gate of gates) {
    const last = groups.at(-1);
    if (gate.sideBySide && last?.[0]?.sideBySide && last[0].name === gate.name) last.push(gate);
    else groups.push([gate]);
  }
  return groups;
}

/** As many at once as there are processors; what each prints stays together. */
async function runTogether(gates: readonly Gate[], environment: NodeJS.ProcessEnv, folder: string): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = gates.map((gate, index) => ({ gate, index }));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      results[next.index] = await runGate(next.gate, environment, folder);
  };
  await Promise.all(Array.from({ length: Math.min(gates.length, availableParallelism()) }, work));
  return results;
}

async function runGate(gate: Gate, environment: NodeJS.ProcessEnv, folder: string): Promise<Result> {
  const report = join(folder, `${gate.name}.json`);
  const reporters = gate.vitest ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  const started = Date.now();
  const head = `\n=== ${gate.title}\n`;
  if (!gate.sideBySide) process.stdout.write(head);
  const { code, printed } = await execute(gate, [...gate.args, ...reporters], environment);
  if (gate.sideBySide) process.stdout.write(head + printed);
  const seconds = (Date.now() - started) / 1000;
  process.stdout.write(`=== ${gate.title}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s\n`);
  return { gate, passed: code === 0, seconds, failures: code !== 0 && gate.vitest ? failuresOf(report) : [] };
}

/** Runs the gate's command; what gates side by side print is given back, since it would mix. */
async function execute(gate: Gate, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(gate.command, args, { cwd: productRoot, env, stdio: gate.sideBySide ? 'pipe' : 'inherit' });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, printed };
}

function summarize(results: readonly Result[]): void {
  process.stdout.write('\nGates\n');
  for (const { gate, passed, seconds, failures } of results) {
    process.stdout.write(`  ${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${gate.title}\n`);
    for (const failure of failures) process.stdout.write(`              ${failure}\n`);
  }
  const failed = results.filter((result) => !result.passed).length;
  process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}
