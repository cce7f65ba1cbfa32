import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  type ConformanceReport,
  type Outcome,
  readInputs,
  testUrl,
  testZip,
} from '@wecube/plugin-adapters/conformance';
import { UsageError } from '../../settings.ts';

export type TestPluginOptions = {
  manifest?: string;
  keyFile?: string;
  set: readonly string[];
  docker?: string;
  write: boolean;
  call: readonly string[];
  inputs?: string;
  only: readonly string[];
  limit: number;
  json?: string | true;
  strict: boolean;
};

/** An answer later than this is called slow. */
const SLOW_MS = 5_000;

/**
 * Runs the conformance kit against a package's zip or a running plugin and says what its author has to put right.
 * The exit code is 1 when something that must hold does not (with `strict`: that should hold).
 */
export async function testPlugin(subject: string, options: TestPluginOptions): Promise<void> {
  const report = await testOf(subject, options);
  if (options.json === true) console.log(JSON.stringify(report, null, 2));
  else if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.json !== true) for (const line of summaryOf(report)) console.log(line);
  const { must, should } = report.failed;
  if (must > 0 || (options.strict && should > 0)) process.exitCode = 1;
}

async function testOf(subject: string, options: TestPluginOptions): Promise<ConformanceReport> {
  const given = {
    allowed: { write: options.write, calls: options.call.includes('all') ? ('all' as const) : options.call },
    inputs: options.inputs ? await readInputs(options.inputs) : {},
    ...(options.only.length > 0 && { groups: options.only }),
    ...{ limitMs: options.limit * 1000, slowMs: SLOW_MS },
    ...(options.json !== true && { tell: (outcome: Outcome) => print(outcome) }),
  };
  if (/^https?:\/\//.test(subject))
    return testUrl(subject, { ...given, manifestFile: options.manifest, signingKey: keyOf(options) });
  if (!existsSync(subject)) throw new UsageError(`${subject} is neither a file nor an http address.`);
  return testZip(subject, { ...given, variables: variablesOf(options.set), docker: options.docker });
}

/** From a file or the environment, never from the command line, where others of the machine could read it. */
function keyOf({ keyFile }: TestPluginOptions): string | null {
  return (keyFile ? readFileSync(keyFile, 'utf8').trim() : process.env['JWT_SIGNING_KEY']) || null;
}

function variablesOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--set takes NAME=VALUE, not ${pair}.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

const MARKS: Readonly<Record<Outcome['outcome'], string>> = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' };

function print({ outcome, id, severity, says, reason, remedy }: Outcome): void {
  console.log(`${MARKS[outcome]}  ${id}${outcome === 'failed' ? ` (${severity})` : ''}: ${says}`);
  if (reason) console.log(`      ${outcome === 'failed' ? 'seen: ' : ''}${reason}`);
  if (remedy) console.log(`      do: ${remedy}`);
}

function summaryOf({ packageName, passed, failed, skipped }: ConformanceReport): string[] {
  const { must, should, could } = failed;
  const all = must + should + could;
  const faults = all === 0 ? 'nothing failed' : `${all} failed (${must} must, ${should} should, ${could} could)`;
  return ['', `${packageName || 'the package'}: ${passed} passed, ${faults}, ${skipped} skipped`];
}
