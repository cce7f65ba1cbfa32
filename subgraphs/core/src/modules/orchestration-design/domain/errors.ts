import { type Problem, type Said, toProblem } from '@wecube/kit';
import type { DefinitionRecord, DefinitionStatus } from './definition.ts';
import type { DesignProblem } from './design-problem.ts';
import { sayDesign } from './texts.ts';

export const definitionNotFound = (id: string): Problem => toProblem(sayDesign('DEFINITION_NOT_FOUND', { id }), ['id']);

/** Somebody else saved in between; nothing was overwritten, and the caller gets what is there now. */
export const draftChanged = ({ updatedBy }: DefinitionRecord): Problem =>
  toProblem(sayDesign('DRAFT_CHANGED', { by: updatedBy }), ['rowVersion']);

export const definitionChanged = ({ updatedBy, name, version }: DefinitionRecord): Problem =>
  toProblem(sayDesign('DEFINITION_CHANGED', { by: updatedBy, name, version }), ['rowVersion']);

export const notADraft = ({ name, version, status }: DefinitionRecord): Problem => {
  const key = status === 'DISABLED' ? 'NOT_A_DRAFT.DISABLED' : 'NOT_A_DRAFT.DEPLOYED';
  return toProblem(sayDesign(key, { name, version }), ['id']);
};

export const wrongStatus = ({ name, version, status }: DefinitionRecord, needed: DefinitionStatus): Problem => {
  const facts = { name, version, is: describeStatus(status), needed: describeStatus(needed) };
  return toProblem(sayDesign('WRONG_DEFINITION_STATUS', facts), ['id']);
};

export const draftExists = ({ name, version, updatedBy }: DefinitionRecord): Problem =>
  toProblem(sayDesign('DRAFT_EXISTS', { name, version, by: updatedBy }), ['id']);

/** A design problem as what stands in the way of a mutation. */
export const blocking = ({ code, message, parameters, nodeId, linkId, field, remedy }: DesignProblem): Problem => ({
  code,
  message,
  parameters,
  path: [
    ...(nodeId ? ['nodes', nodeId] : []),
    ...(linkId ? ['links', linkId] : []),
    ...(field ? field.split('.') : []),
  ],
  ...(remedy ? { remedy } : {}),
});

const describeStatus = (status: DefinitionStatus): Said => sayDesign(`DEFINITION_STATUS.${status}`);
