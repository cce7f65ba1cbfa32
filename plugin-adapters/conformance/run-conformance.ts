import { CHECK_GROUPS } from './all-checks.ts';
import { type Check, Skip } from './check.ts';
import { requireLetIn } from './checks/probe.ts';
import { provideSamples } from './checks/write-plan.ts';
import type { Subject } from './subject.ts';

export type Outcome = {
  id: string;
  group: string;
  severity: Check['severity'];
  outcome: 'passed' | 'failed' | 'skipped';
  says: string;
  /** What was seen instead, or why the check says nothing. */
  reason: string | null;
  /** What to do; only of what failed. */
  remedy: string | null;
  tookMs: number;
};

export type ConformanceReport = {
  packageName: string;
  passed: number;
  failed: { must: number; should: number; could: number };
  skipped: number;
  checks: Outcome[];
};

/** The group that ends the program. */
const PROGRAM = 'program';

export type RunOptions = {
  tell?: (outcome: Outcome) => void;
  /** Only the groups of these names; all unless told. */
  groups?: readonly string[];
};

/** Makes the checks, one after the other, and tells each outcome as it comes. A failure never stops the others. */
export async function runConformance(
  subject: Subject,
  { tell = () => {}, groups }: RunOptions = {},
): Promise<ConformanceReport> {
  const checks: Outcome[] = [];
  if (subject.parts.connection) subject.parts.connection.guard = () => requireLetIn(subject);
  const takeBack = await provideSamples(subject);
  for (const { name, checks: ofGroup } of CHECK_GROUPS.filter(({ name }) => groups?.includes(name) ?? true)) {
    if (name === PROGRAM) await takeBack();
    for (const check of ofGroup) {
      const outcome = await make(check, name, subject);
      checks.push(outcome);
      tell(outcome);
    }
  }
  const failedBy = (severity: Check['severity']) =>
    checks.filter((one) => one.outcome === 'failed' && one.severity === severity).length;
  const count = (outcome: Outcome['outcome']) => checks.filter((one) => one.outcome === outcome).length;
  const failed = { must: failedBy('must'), should: failedBy('should'), could: failedBy('could') };
  return { packageName: subject.packageName, passed: count('passed'), failed, skipped: count('skipped'), checks };
}

async function make(check: Check, group: string, subject: Subject): Promise<Outcome> {
  const began = performance.now();
  const { outcome, reason } = await lookAt(check, subject);
  const { id, severity, says } = check;
  const remedy = outcome === 'failed' ? check.remedy : null;
  return { id, group, severity, outcome, says, reason, remedy, tookMs: Math.round(performance.now() - began) };
}

async function lookAt(check: Check, subject: Subject): Promise<Pick<Outcome, 'outcome' | 'reason'>> {
  try {
    const seen = await check.look(subject);
    return seen === null ? { outcome: 'passed', reason: null } : { outcome: 'failed', reason: seen };
  } catch (error) {
    if (error instanceof Skip) return { outcome: 'skipped', reason: error.message };
    const { message, cause } = error as Error & { cause?: { code?: string } };
    return { outcome: 'failed', reason: `no answer: ${cause?.code ?? message}` };
  }
}
