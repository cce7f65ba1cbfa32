/** The envelope of every answer; business errors have it too, with HTTP 200. */
export type Envelope = { code: number; status: 'OK' | 'ERROR'; message: string; data: unknown };

export const done = (data: unknown): Envelope => ({ code: 0, status: 'OK', message: 'success', data: data ?? null });
export const refused = (message: string, code = 1): Envelope => ({ code, status: 'ERROR', message, data: null });
