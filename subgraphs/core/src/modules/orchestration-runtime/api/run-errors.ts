import { toError } from '@wecube/kit';
import { sayRun } from '../domain/texts.ts';

export const runPreviewMissing = (definitionId: string) =>
  toError(sayRun('DEFINITION_NOT_FOUND.run', { id: definitionId }), { status: 404 });
