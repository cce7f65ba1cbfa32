import type { Action } from '@wecube/kit';
import type { DefinitionStatus } from './definition.ts';

export type Move = {
  from: DefinitionStatus;
  to: DefinitionStatus;
  action: Action;
  /** Errors of the definition stand in the way. */
  mustBeValid: boolean;
};

/**
 * How a version changes its status: DRAFT -> DEPLOYED <-> DISABLED. Only drafts change otherwise, or disappear.
 */
export const MOVES = {
  deploy: { from: 'DRAFT', to: 'DEPLOYED', action: 'definition:deploy', mustBeValid: true },
  disable: { from: 'DEPLOYED', to: 'DISABLED', action: 'definition:deploy', mustBeValid: false },
  enable: { from: 'DISABLED', to: 'DEPLOYED', action: 'definition:deploy', mustBeValid: true },
} as const satisfies Record<string, Move>;

export const isDraft = ({ status }: { status: DefinitionStatus }) => status === 'DRAFT';
