import { AppError } from '@wecube/kit';

/** The error for an operation that is valid and yet cannot be fetched from the subgraphs. Nothing was executed. */
export function cannotBePlanned(reason: string, cause?: unknown): AppError {
  const message = `The operation cannot be planned (${reason}). Nothing was executed.`;
  return new AppError('OPERATION_CANNOT_BE_PLANNED', message, { cause });
}
