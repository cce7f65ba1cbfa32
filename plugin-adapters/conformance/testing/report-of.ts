import { randomBytes } from 'node:crypto';
import { Connection } from '../connection.ts';
import { Gateway } from '../gateway.ts';
import { type ConformanceReport, runConformance } from '../run-conformance.ts';
import { type Program, Subject } from '../subject.ts';
import { type Fault, faultsFor, SLOW_MS } from './faults.ts';
import { archiveOf, goodFiles } from './good-package.ts';
import { startGoodPlugin } from './good-plugin.ts';

const KEY = randomBytes(48).toString('base64');
/** By the check that fails. */
export const FAULTS = faultsFor(KEY);

/** The report of the good plugin with one fault. */
export async function reportOf(fault: Fault, all = false): Promise<ConformanceReport> {
  await using gateway = await new Gateway('SYS_NOTES', KEY).listen();
  await using plugin = await startGoodPlugin({ signingKey: KEY, gatewayUrl: gateway.url, spoil: fault.spoil });
  const good = await goodFiles();
  const described = {
    ...good,
    'register.xml': fault.manifest?.(String(good['register.xml'])) ?? good['register.xml'] ?? '',
  };
  const files = fault.files ? await fault.files(described) : described;
  signIn(gateway, fault.signsIn);
  const manifest = files['register.xml'];
  const subject = new Subject({
    ...{
      packageName: 'notes',
      manifestBytes: manifest === undefined ? null : Buffer.from(manifest),
      archive: archiveOf(files),
    },
    connection: fault.notStarted ? null : new Connection(plugin.url, KEY, 20_000),
    ...(fault.notStarted && { notStarted: fault.notStarted }),
    ...{ gateway, program: fault.notStarted ? null : { ...programOf(), ...fault.program }, slowMs: SLOW_MS },
    ...{ allowed: { write: true, calls: 'all' as const }, inputs: {} },
  });
  // What is wrong in files is told by files alone: the plugin that runs beside them is the good one.
  const groups = fault.files || (fault.manifest && !fault.spoil) ? ['package', 'manifest'] : undefined;
  return await runConformance(subject, { groups: all ? undefined : groups });
}

const programOf = (): Program => ({
  ...{ startedInMs: 100, isRunning: () => true, log: async () => 'listens', secrets: [KEY], stop: async () => 50 },
});

function signIn({ signIns }: Gateway, how: Fault['signsIn']): void {
  const nonces = how === 'SAME_NONCE' ? ['a', 'a'] : ['a', 'b'];
  for (const nonce of nonces) signIns.push({ username: 'SYS_NOTES', nonce, proved: how !== 'WRONG_PROOF' });
}
