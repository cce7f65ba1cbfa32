import { type Problem, problem } from '@wecube/kit';
import type { DefinitionRecord, DefinitionStatus } from './definition.ts';
import type { DesignProblem } from './design-problem.ts';

export const definitionNotFound = (id: string): Problem =>
  problem('DEFINITION_NOT_FOUND', `There is no orchestration with the id "${id}".`, {
    path: ['id'],
    remedy: 'It may have been deleted: open the list again.',
  });

/** Somebody else saved in between; nothing was overwritten, and the caller gets what is there now. */
export const draftChanged = (now: DefinitionRecord): Problem =>
  problem('DRAFT_CHANGED', `${now.updatedBy} changed this draft in the meantime. Nothing of either version was lost.`, {
    path: ['rowVersion'],
    remedy: `Compare your changes with those of ${now.updatedBy}, then save again.`,
  });

export const definitionChanged = (now: DefinitionRecord): Problem =>
  problem(
    'DEFINITION_CHANGED',
    `${now.updatedBy} changed "${now.name}" v${now.version} in the meantime. Nothing was done.`,
    {
      path: ['rowVersion'],
      remedy: 'Look at it as it is now, then try again.',
    },
  );

export const notADraft = (definition: DefinitionRecord): Problem =>
  problem(
    'NOT_A_DRAFT',
    `"${definition.name}" v${definition.version} is ${words[definition.status]} and never changes again.`,
    {
      path: ['id'],
      remedy: 'Make a new draft of it.',
    },
  );

export const wrongStatus = (definition: DefinitionRecord, needed: DefinitionStatus): Problem =>
  problem(
    'WRONG_DEFINITION_STATUS',
    `"${definition.name}" v${definition.version} is ${words[definition.status]}, not ${words[needed]}.`,
    { path: ['id'] },
  );

export const draftExists = (draft: DefinitionRecord): Problem =>
  problem(
    'DRAFT_EXISTS',
    `"${draft.name}" already has a draft, v${draft.version}, last changed by ${draft.updatedBy}.`,
    {
      path: ['id'],
      remedy: 'Continue that draft or delete it.',
    },
  );

export const invalidInput = (path: readonly string[], message: string, remedy: string): Problem =>
  problem('INVALID_DEFINITION', message, { path, remedy });

/** A design problem as what stands in the way of a mutation. */
export const blocking = ({ code, message, nodeId, linkId, field, remedy }: DesignProblem): Problem =>
  problem(code, message, {
    path: [
      ...(nodeId ? ['nodes', nodeId] : []),
      ...(linkId ? ['links', linkId] : []),
      ...(field ? field.split('.') : []),
    ],
    ...(remedy ? { remedy } : {}),
  });

const words: Record<DefinitionStatus, string> = { DRAFT: 'a draft', DEPLOYED: 'deployed', DISABLED: 'disabled' };
