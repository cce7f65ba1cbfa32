import { text } from 'node:stream/consumers';
import { toError } from '@wecube/kit';
import { compareVersions } from '@wecube/plugin-adapters/contract';
import type { DatabaseRecord } from '../data/database-repository.ts';
import { digestAlong, digestOf, type PlannedStatement, planScripts, setsSession } from '../domain/plan-scripts.ts';
import { sayDatabase } from '../domain/texts.ts';
import type { DatabaseServer, ForeignKey } from '../ports.ts';
import type { Declaration, Dependencies, Pack } from './package-databases.ts';
import { restoreKeys, runStatement } from './run-statement.ts';

const NOTED_EVERY = 100;

type Request = { pack: Pack; declaration: Declaration; note: (line: string) => void };
type Work = Dependencies & { server: DatabaseServer };

/**
 * Brings the schema to the version of the package, statement by statement. How far it came is written down before each
 * one, so a launch that was cut off, or a corrected script, goes on where it stopped. Gives how many statements ran.
 */
export async function runScripts(work: Work, { packageName, schema, ...account }: DatabaseRecord, request: Request) {
  const { repository, server } = work;
  const { pack, note } = request;
  if (isAtLeast(account.version, pack.version)) return 0;
  await using session = await server.open({ schema, ...account });
  // Another launch of the package may have run them while this one waited for the session.
  const record = await repository.ofPackage(packageName);
  if (!record || isAtLeast(record.version, pack.version)) return 0;
  const plan = planScripts(await readScripts(work, request), record.version);
  const start = startOf(plan, record);
  const digest = digestAlong(plan);
  for (const { text: sql } of plan.slice(0, start).filter(setsSession)) await session.run(sql);
  let keys = record.position?.keys ?? [];
  for (let at = start; at < plan.length; at += 1) {
    const statement = plan[at] as PlannedStatement;
    const position = { done: at, digest: digest(at) };
    const keep = async (missing: readonly ForeignKey[], running = true): Promise<void> => {
      keys = missing;
      await repository.setPosition(schema, { ...position, running, keys });
    };
    await keep(keys);
    try {
      const mayBeDone = at === start && record.position?.running === true;
      await runStatement(session, statement, { missing: keys, mayBeDone, keep, note });
    } catch (error) {
      await keep(keys, false);
      throw error;
    }
    if ((at + 1) % NOTED_EVERY === 0) note(`${statement.file}: ${at + 1} / ${plan.length}`);
  }
  await restoreKeys(session, keys, plan.at(-1));
  await repository.setVersion(schema, pack.version);
  return plan.length - start;
}

const isAtLeast = (present: string, wanted: string): boolean => present !== '' && compareVersions(present, wanted) >= 0;

function startOf(plan: readonly PlannedStatement[], { position, schema }: DatabaseRecord): number {
  if (!position) return 0;
  if (digestOf(plan.slice(0, position.done)) === position.digest) return position.done;
  throw toError(sayDatabase('DATABASE_SCRIPT_CHANGED', { done: position.done, schema }));
}

async function readScripts(work: Work, request: Request) {
  const { initFileName, upgradeFileName } = request.declaration;
  // Packages may name an upgrade script that they do not bring; the original ignores that too.
  return { init: await read(work, request, initFileName, true), upgrade: await read(work, request, upgradeFileName) };
}

async function read({ files }: Work, { pack }: Request, file: string, isNeeded = false) {
  if (!file) return null;
  if ((await files.list(pack)).some(({ path }) => path === file)) {
    return { file, text: await text(await files.open(pack, file)) };
  }
  if (!isNeeded) return null;
  throw toError(sayDatabase('DATABASE_SCRIPT_MISSING', { file }));
}
