import { AppError } from '@wecube/kit';

export const runPreviewMissing = (definitionId: string) =>
  new AppError('DEFINITION_NOT_FOUND', `There is no orchestration ${definitionId}.`, { status: 404 });
