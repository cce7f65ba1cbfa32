import { type Problem, type Said, type Session, toProblem } from '@wecube/kit';
import type { CoreClient } from '@wecube/prisma';
import { findDraftOf, listVersions } from '../data/definitions.ts';
import { mayManage, maySee } from '../domain/access.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import type { DesignProblem } from '../domain/design-problem.ts';
import { draftInputProblems } from '../domain/draft-input.ts';
import { draftExists, notYours } from '../domain/errors.ts';
import type { ExchangedDefinition } from '../domain/exchange/exchanged-definition.ts';
import { isSameContent } from '../domain/exchange/same-content.ts';
import { sayExchange } from '../domain/exchange/texts.ts';
import { sayDesign } from '../domain/texts.ts';
import type { FindProblems } from './find-problems.ts';
import { settledProblems } from './settled-problems.ts';

export const IMPORT_CHANGES = ['ADDED', 'NEW_VERSION', 'DRAFT_REPLACED', 'UNCHANGED', 'LEFT_OUT'] as const;
/** ADDED is a new orchestration; NEW_VERSION a draft after the versions that are here. */
export type ImportChange = (typeof IMPORT_CHANGES)[number];

/** What an import does with one orchestration of the file. */
export type ImportStep = {
  change: ImportChange;
  wanted: ExchangedDefinition;
  version: number;
  /** The draft whose place it takes, or the version that is the same already. */
  present: DefinitionRecord | null;
  /** What is taken differently than the file says, and what this installation lacks. */
  notes: readonly Said[];
  /** What is wrong with it here; ERRORs block deploying, not importing. */
  designProblems: readonly DesignProblem[];
  /** Why it is left out. */
  problems: readonly Problem[];
};

type PlanDeps = { findProblems: FindProblems; findLacks: (wanted: ExchangedDefinition) => Promise<readonly Said[]> };

/** Compares an orchestration of a file with what is here, and says what taking it over means. */
export async function planStep(
  db: CoreClient,
  { findProblems, findLacks }: PlanDeps,
  wanted: ExchangedDefinition,
  replaceDrafts: boolean,
  session: Session,
): Promise<ImportStep> {
  const [versions, draft] = await Promise.all([listVersions(db, wanted.key), findDraftOf(db, wanted.key)]);
  const [newest] = versions;
  const same = versions.find((one) => isSameContent(wanted, one));
  const before = draft ?? newest;
  const settled = before ? await settledProblems(db, before, wanted, session) : [];
  const refused = [...draftInputProblems(wanted), ...settled];
  const base = { wanted, designProblems: [], problems: refused };
  const foreign = [draft, newest].find((one) => one && !mayManage(session, one));
  if (foreign)
    return {
      ...{ ...base, change: 'LEFT_OUT', version: foreign.version, present: null, notes: [] },
      problems: [maySee(session, foreign) ? notYours(foreign) : toProblem(sayDesign('DEFINITION_KEY_TAKEN'), ['key'])],
    };
  if (refused.length > 0)
    return { ...base, change: 'LEFT_OUT', version: wanted.version, present: null, notes: wanted.notes };
  if (same && (same === newest || !draft))
    return { ...base, change: 'UNCHANGED', version: same.version, present: same, notes: [] };
  if (draft && !replaceDrafts)
    return {
      ...base,
      change: 'LEFT_OUT',
      version: draft.version,
      present: draft,
      notes: [],
      problems: [draftExists(draft)],
    };
  const [designProblems, lacks] = await Promise.all([findProblems(wanted), findLacks(wanted)]);
  const version = draft?.version ?? Math.max(wanted.version, (newest?.version ?? 0) + 1);
  return {
    ...base,
    change: draft ? 'DRAFT_REPLACED' : newest ? 'NEW_VERSION' : 'ADDED',
    ...{ version, present: draft ?? null, designProblems },
    notes: [...lacks, ...wanted.notes, ...versionNotes(wanted, version, draft, newest)],
  };
}

function versionNotes(
  wanted: ExchangedDefinition,
  version: number,
  draft: DefinitionRecord | null,
  newest: DefinitionRecord | undefined,
): Said[] {
  if (draft) return [sayExchange('IMPORT_DRAFT_REPLACED', { version, by: draft.updatedBy })];
  if (version === wanted.version || !newest) return [];
  return [sayExchange('IMPORT_VERSION_RAISED', { was: wanted.version, newest: newest.version, version })];
}
