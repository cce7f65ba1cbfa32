import { toError } from '@wecube/kit';
import { sayAdapter } from '../texts.ts';

type EngineError = { statusCode?: number; json?: { message?: string }; reason?: string; message?: string };

/** Takes answers with these HTTP statuses as "nothing to do". */
export async function allowing<T>(statuses: readonly number[], call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statuses.includes((error as EngineError).statusCode ?? 0)) return undefined;
    throw error;
  }
}

/** Gives a refusal of the engine a code and the engine's own words. */
export async function explain<T>(
  code: 'CONTAINER_NOT_CREATED' | 'CONTAINER_NOT_STARTED' | 'IMAGE_NOT_LOADED',
  call: Promise<T>,
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { json, reason, message } = error as EngineError;
    const words = json?.message ?? reason ?? message ?? '';
    throw toError(sayAdapter(code, { reason: words }), { cause: error });
  }
}
