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

/** Managing it is kept to roles that the person does not have. */
export const notYours = ({ name, mgmtRoles }: DefinitionRecord): Problem =>
  toProblem(sayDesign('DEFINITION_NOT_YOURS', { name, roles: mgmtRoles }), ['id']);

export const lockedOut = ({ name }: { name: string }): Problem =>
  toProblem(sayDesign('DEFINITION_LOCKED_OUT', { name }), ['mgmtRoles']);

export const subProcessSettled = ({ name }: { name: string }): Problem =>
  toProblem(sayDesign('SUB_PROCESS_SETTLED', { name }), ['isSubProcess']);

/** Deployed orchestrations run it as a node of theirs. */
export const usedBy = (
  { name, version }: DefinitionRecord,
  parents: readonly { name: string; version: number }[],
): Problem => {
  const orchestrations = parents.map((parent) => sayDesign('ORCHESTRATION_VERSION', parent));
  return toProblem(sayDesign('DEFINITION_USED_BY', { name, version, orchestrations }), ['id']);
};

export const tooManyDefinitions = (most: number): Problem =>
  toProblem(sayDesign('INVALID_DEFINITION.tooMany', { most }), ['ids']);

export const commentNotFound = (id: string): Problem => toProblem(sayDesign('COMMENT_NOT_FOUND', { id }), ['id']);
export const commentNotYours = ({ author }: { author: string }): Problem =>
  toProblem(sayDesign('COMMENT_NOT_YOURS', { author }), ['id']);

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
