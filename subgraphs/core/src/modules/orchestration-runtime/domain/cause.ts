import type { Parameters } from '@wecube/kit';
import type { Refusal } from './events.ts';

type Cause = {
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly errorParameters: Parameters | null;
};

/** Why a node, a row or an attempt stands still, as it is stored. */
export const causeOf = ({ code, message, parameters }: Refusal): Cause => ({
  errorCode: code,
  errorMessage: message,
  errorParameters: parameters ?? null,
});

export const NO_CAUSE = { errorCode: null, errorMessage: null, errorParameters: null } as const;
