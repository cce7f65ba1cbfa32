import { type Problem, requireAction, type Said, type Session } from '@wecube/kit';
import type { DefinitionRecord } from '../domain/definition.ts';
import { definitionNotFound } from '../domain/errors.ts';
import { printOrchestrations } from '../domain/exchange/orchestration-file.ts';
import { printWecube } from '../domain/exchange/print-wecube-json.ts';
import { sayExchange } from '../domain/exchange/texts.ts';
import type { ChangeDeps } from './change-definition.ts';
import { findSeen } from './find-managed.ts';

export type ExportFormat = 'YAML' | 'WECUBE_JSON';
export type ExportDefinitionsInput = {
  ids: readonly string[];
  format: ExportFormat;
  /** IANA name of the zone of times in files that cannot name one; the zone of this process when absent. */
  timeZone?: string | null;
};
export type ExportedFile = { fileName: string; content: string };
export type ExportDefinitionsOutcome = {
  files: readonly ExportedFile[];
  /** What the files do not hold. */
  notes: readonly Said[];
  problems: readonly Problem[];
};

/**
 * Writes orchestrations into files: as YAML one for each, so that a repository shows who changed what, or all of them
 * in the one JSON that the present WeCube imports. Who took them is kept.
 */
export function createDefinitionExporter(deps: Pick<ChangeDeps, 'database' | 'audit' | 'clock'>) {
  return async (input: ExportDefinitionsInput, session: Session): Promise<ExportDefinitionsOutcome> => {
    requireAction(session, 'definition:edit');
    const ids = [...new Set(input.ids)];
    const found = await Promise.all(ids.map(async (id) => (await findSeen(deps.database.client, id, session)).found));
    const missing = ids.filter((_, index) => !found[index]);
    if (missing.length > 0) return { files: [], notes: [], problems: missing.map(definitionNotFound) };
    const definitions = found as DefinitionRecord[];
    const zone = input.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
    await deps.database.transaction(async (tx) => {
      for (const { id, name, version } of definitions) {
        const detail = { event: 'DEFINITION_EXPORTED', name, version, format: input.format };
        await deps.audit.record(tx, { session, action: 'definition:edit', subject: id, outcome: 'DONE', detail });
      }
    });
    if (input.format === 'WECUBE_JSON') return asWecube(definitions, zone, deps.clock.now());
    return { files: definitions.map(asYaml), notes: [], problems: [] };
  };
}

const asYaml = (one: DefinitionRecord): ExportedFile => ({
  fileName: `${slugOf(one.name)}.${one.key}.yaml`,
  content: printOrchestrations([one]),
});

function asWecube(definitions: readonly DefinitionRecord[], zone: string, now: number): ExportDefinitionsOutcome {
  const { content, lost } = printWecube(definitions, zone);
  const stamp = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14);
  const notes = lost.map(({ name, what }) => sayExchange('EXPORT_LOST', { name, what }));
  return { files: [{ fileName: `orchestrations-${stamp}.json`, content }], notes, problems: [] };
}

/** Letters and digits of any script; what a file system may trip over becomes a dash. */
const slugOf = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'orchestration';
