import type { DefinitionStatus } from './definition.ts';

/**
 * DRAFT -> DEPLOYED <-> DISABLED. Only drafts change or disappear.
 */
export const TRANSITIONS: Readonly<Record<DefinitionStatus, readonly DefinitionStatus[]>> = {
  DRAFT: ['DEPLOYED'],
  DEPLOYED: ['DISABLED'],
  DISABLED: ['DEPLOYED'],
};

export const canBecome = (from: DefinitionStatus, to: DefinitionStatus) => TRANSITIONS[from].includes(to);
export const isDraft = ({ status }: { status: DefinitionStatus }) => status === 'DRAFT';
/** Runs may be started of it. */
export const isStartable = ({ status }: { status: DefinitionStatus }) => status === 'DEPLOYED';
