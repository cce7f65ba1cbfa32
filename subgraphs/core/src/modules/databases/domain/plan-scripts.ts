import { createHash } from 'node:crypto';
import { compareVersions } from '@wecube/plugin-adapters/contract';
import { type Statement, splitScript } from './split-script.ts';

/**
 * How far the scripts of a schema came; `digest` is of the statements done, `running` while the next one may run, `keys`
 * the foreign keys that are missing until it is through.
 */
export type ScriptPosition = { done: number; digest: string; running: boolean; keys?: readonly MissingKey[] };
/** A foreign key that a statement had to be run without, and the clause that makes it again. */
type MissingKey = { table: string; name: string; clause: string };
export type PlannedStatement = Statement & { file: string };
type Script = { file: string; text: string };
type Scripts = { init: Script | null; upgrade: Script | null };

const MARKER = /^#@(.*)-begin@;$/;

/**
 * The statements that bring a schema from `from` to the version of the scripts; an empty `from` is a new schema. The
 * first time all of the init script runs; later what follows the first marker of a higher version, to the end. Of the
 * upgrade script it is always what follows such a marker.
 */
export function planScripts({ init, upgrade }: Scripts, from: string): PlannedStatement[] {
  return [
    ...statementsOf(init, (text) => (from === '' ? 1 : firstLineAfter(text, from))),
    ...statementsOf(upgrade, (text) => firstLineAfter(text, from)),
  ];
}

/** Where a marker of a higher version stands; `null` when there is none. */
function firstLineAfter(text: string, from: string): number | null {
  const index = text.split('\n').findIndex((line) => {
    const version = MARKER.exec(line.trim())?.[1];
    return version !== undefined && (from === '' || compareVersions(version, from) > 0);
  });
  return index < 0 ? null : index + 1;
}

function statementsOf(script: Script | null, begin: (text: string) => number | null): PlannedStatement[] {
  const line = script && begin(script.text);
  if (!script || line === null) return [];
  const skipped = line - 1;
  const text = script.text.split('\n').slice(skipped).join('\n');
  return splitScript(text).map((one) => ({ ...one, line: one.line + skipped, file: script.file }));
}

/** What holds for the statements behind it in the same session only: a script that goes on later needs it again. */
export const setsSession = ({ text }: Statement): boolean => /^(\/\*!\d*\s*)?(SET|USE)\s/i.test(text);

/** Tells whether the beginning of another file is what was done already. */
export const digestOf = (statements: readonly Statement[]): string => digestAlong(statements)(statements.length);

/** The digest of the first statements, for ascending counts; each statement is read once. */
export function digestAlong(statements: readonly Statement[]): (count: number) => string {
  const hash = createHash('sha256');
  let read = 0;
  return (count) => {
    for (; read < count; read += 1) hash.update(statements[read]?.text ?? '').update('\0');
    return hash.copy().digest('hex');
  };
}
