import { AppError } from '@wecube/kit';

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
export async function explain<T>(code: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { json, reason, message } = error as EngineError;
    throw new AppError(code, `Docker said: ${json?.message ?? reason ?? message}`, { cause: error });
  }
}
