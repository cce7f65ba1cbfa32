import { newId, type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { insertDraft, updateDraft } from '../data/definitions.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { draftChanged } from '../domain/errors.ts';
import type { ExchangedDefinition, FileFormat } from '../domain/exchange/exchanged-definition.ts';
import { readDefinitionFile } from '../domain/exchange/read-definition-file.ts';
import { sayExchange } from '../domain/exchange/texts.ts';
import { type ChangeDeps, publishDefinition } from './change-definition.ts';
import type { createLackFinder } from './find-lacks.ts';
import type { FindProblems } from './find-problems.ts';
import { type ImportStep, planStep } from './plan-import.ts';

export type ImportDefinitionsInput = {
  content: string;
  /** Tells what would happen and changes nothing. */
  dryRun: boolean;
  /** Drafts that are here give way; else what would replace one is left out. */
  replaceDrafts: boolean;
  /** IANA name of the zone of times that name none; the zone of this process when absent. */
  timeZone?: string | null;
};

/** What an import did, or would do; with problems it did nothing. */
export type ImportDefinitionsOutcome = {
  applied: boolean;
  format: FileFormat | null;
  steps: readonly ImportStep[];
  /** The drafts it made or changed, by the key of their orchestration. */
  drafts: ReadonlyMap<string, DefinitionRecord>;
  problems: readonly Problem[];
};

type ImportDeps = ChangeDeps & { findProblems: FindProblems; findLacks: ReturnType<typeof createLackFinder> };

/** Takes orchestrations of a file over as drafts, all of them in one transaction; a dry run tells what that would do. */
export function createDefinitionImporter(deps: ImportDeps) {
  return async (input: ImportDefinitionsInput, session: Session): Promise<ImportDefinitionsOutcome> => {
    requireAction(session, 'definition:edit');
    const zone = input.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
    const read = readDefinitionFile(input.content, zone);
    if (!read.ok) return nothing(null, [], [toProblem(read.fault, ['content'])]);
    const wanted = read.definitions.map((one) => ({ ...one, key: one.key || newId('orc') }));
    const steps: ImportStep[] = [];
    for (const one of wanted) steps.push(await planStep(deps.database.client, deps, one, input.replaceDrafts, session));
    if (input.dryRun) return { ...nothing(read.format, steps, []) };
    return apply(deps, read.format, steps, session);
  };
}

async function apply(
  deps: ImportDeps,
  format: FileFormat,
  steps: readonly ImportStep[],
  session: Session,
): Promise<ImportDefinitionsOutcome> {
  try {
    const drafts = await deps.database.transaction(async (tx) => {
      const written = new Map<string, DefinitionRecord>();
      for (const step of steps) {
        if (step.change === 'UNCHANGED' || step.change === 'LEFT_OUT') continue;
        const draft = toDraft(step, session, new Date(deps.clock.now()));
        if (!step.present) await insertDraft(tx, draft, null);
        else if (!(await updateDraft(tx, draft.id, step.present.rowVersion, draft))) throw new Overtaken(step.present);
        written.set(draft.key, draft);
        const detail = { event: 'DEFINITION_IMPORTED', name: draft.name, version: draft.version, format };
        await deps.audit.record(tx, { session, action: 'definition:edit', subject: draft.id, outcome: 'DONE', detail });
      }
      return written;
    });
    for (const step of steps) {
      const draft = drafts.get(step.wanted.key);
      if (draft) publishDefinition(deps, step.present ? 'DRAFT_SAVED' : 'DEFINITION_CREATED', draft);
    }
    return { applied: true, format, steps, drafts, problems: [] };
  } catch (error) {
    if (error instanceof Overtaken) return nothing(format, steps, [draftChanged(error.draft)]);
    if (isUniqueViolation(error)) return nothing(format, steps, [toProblem(sayExchange('IMPORT_DRAFT_MADE'))]);
    throw error;
  }
}

/** Somebody saved a draft between the look and the import; the transaction takes everything back. */
class Overtaken extends Error {
  readonly draft: DefinitionRecord;
  constructor(draft: DefinitionRecord) {
    super('a draft was changed meanwhile');
    this.draft = draft;
  }
}

function toDraft({ wanted, version, present }: ImportStep, session: Session, now: Date): DefinitionRecord {
  const { notes, ...content } = wanted satisfies ExchangedDefinition;
  const made = { id: newId('def'), createdBy: session.name, createdAt: now, rowVersion: 0 };
  const { id, createdBy, createdAt, rowVersion } = present ?? made;
  return {
    ...content,
    ...{ id, version, status: 'DRAFT', createdBy, createdAt, updatedBy: session.name, updatedAt: now },
    ...{ deployedAt: null, rowVersion: rowVersion + 1 },
  };
}

const nothing = (
  format: FileFormat | null,
  steps: readonly ImportStep[],
  problems: readonly Problem[],
): ImportDefinitionsOutcome => ({ applied: false, format, steps, drafts: new Map(), problems });
