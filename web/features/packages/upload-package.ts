import { type DetailedError, type HttpResponse, Upload } from 'tus-js-client';
import type { Problem } from '../../components/problems.tsx';

/** What became of the transfer. FAILED: the problems say what is known; what has arrived is kept for a day. */
export type UploadAnswer =
  | { kind: 'sent'; id: string }
  | { kind: 'refused'; problems: Problem[] }
  | { kind: 'failed'; problems: Problem[] };

export type UploadWatch = {
  onProgress(sentBytes: number): void;
  /** The connection broke; it is tried again by itself. */
  onWaiting(): void;
  /** Renews the session; a transfer may outlast it. */
  renewSession(): Promise<unknown>;
};

const ENDPOINT = '/platform/packages/uploads';
/** A piece is asked for with a session that is still good, and a proxy that collects requests holds no more than this. */
const PIECE_BYTES = 64 * 1024 * 1024;
const RETRY_AFTER_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 20_000, 20_000, 20_000, 20_000];

/**
 * Sends a zip in pieces and goes on by itself after a broken connection; the same file chosen again, even after the
 * page was closed, goes on where it stopped. Aborting the signal stops the transfer: with the reason "discard" what
 * has arrived is thrown away, else it is kept.
 */
export function uploadPackage(file: File, watch: UploadWatch, signal: AbortSignal): Promise<UploadAnswer> {
  return new Promise((resolve) => void begin(file, watch, signal, resolve));
}

async function begin(
  file: File,
  watch: UploadWatch,
  signal: AbortSignal,
  resolve: (answer: UploadAnswer) => void,
): Promise<void> {
  let renewals = 0;
  const upload = new Upload(file, {
    endpoint: ENDPOINT,
    chunkSize: PIECE_BYTES,
    retryDelays: RETRY_AFTER_MS,
    metadata: { filename: file.name },
    headers: { 'accept-language': document.documentElement.lang },
    removeFingerprintOnSuccess: true,
    onProgress: (sent) => watch.onProgress(sent),
    onAfterResponse: async (_request, response) => {
      if (response.getStatus() === 401) await watch.renewSession();
      else renewals = 0;
    },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (status === 401) renewals += 1;
      const again = status === 401 ? renewals < 3 : status < 400 || status >= 500 || status === 409 || status === 423;
      if (again) watch.onWaiting();
      return again;
    },
    onSuccess: () => resolve({ kind: 'sent', id: upload.url?.split('/').pop() ?? '' }),
    onError: (error) => resolve(answerOf(error)),
  });
  signal.addEventListener('abort', () => {
    upload.abort(signal.reason === 'discard').catch(() => {}); // what is left is thrown away after a day
    resolve(UNANSWERED);
  });
  const [before] = await upload.findPreviousUploads().catch(() => []);
  if (before) upload.resumeFromPreviousUpload(before);
  if (!signal.aborted) upload.start();
}

const UNANSWERED: UploadAnswer = {
  kind: 'failed',
  problems: [{ code: 'UPLOAD_UNANSWERED', message: 'The answer of the platform did not arrive.', remedy: null }],
};

function answerOf(error: Error | DetailedError): UploadAnswer {
  const response: HttpResponse | null = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return UNANSWERED;
  try {
    const body = JSON.parse(response.getBody()) as {
      problems?: Problem[];
      errors?: { message: string; extensions?: { code?: string; parameters?: unknown } }[];
    };
    if (body.problems?.length) return { kind: 'refused', problems: body.problems };
    const thrown = (body.errors ?? []).map(({ message, extensions }) => ({
      ...{ code: extensions?.code ?? 'INTERNAL', message, parameters: extensions?.parameters, remedy: null },
    }));
    if (thrown.length > 0) return { kind: 'failed', problems: thrown };
  } catch {
    // What is no JSON was answered by something in between.
  }
  return UNANSWERED;
}
