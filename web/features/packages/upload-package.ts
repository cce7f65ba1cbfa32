import type { Problem } from '../../components/problems.tsx';

/** What became of a zip. FAILED: the problems say what is known, and that it was stored cannot be ruled out. */
export type UploadAnswer =
  | { kind: 'stored'; id: string }
  | { kind: 'refused'; problems: Problem[] }
  | { kind: 'failed'; problems: Problem[] };

const UNANSWERED: UploadAnswer = {
  kind: 'failed',
  problems: [{ code: 'UPLOAD_UNANSWERED', message: 'The answer of the platform did not arrive.', remedy: null }],
};

/** Sends a zip to the platform and tells how far it is; aborting the signal stops the transfer and stores nothing. */
export function uploadPackage(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  return new Promise((resolve) => {
    const call = new XMLHttpRequest();
    call.open('POST', '/platform/packages');
    call.setRequestHeader('accept-language', document.documentElement.lang);
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onload = () => resolve(readAnswer(call));
    call.onerror = () => resolve(UNANSWERED);
    call.onabort = () => resolve(UNANSWERED);
    signal.addEventListener('abort', () => call.abort());
    const form = new FormData();
    form.append('zip-file', file, file.name);
    call.send(form);
  });
}

function readAnswer(call: XMLHttpRequest): UploadAnswer {
  try {
    const body = JSON.parse(call.responseText) as {
      data?: { id?: string };
      problems?: Problem[];
      errors?: { message: string; extensions?: { code?: string; parameters?: unknown } }[];
    };
    if (call.status < 300 && body.data?.id) return { kind: 'stored', id: body.data.id };
    const thrown = (body.errors ?? []).map((error) => ({
      code: error.extensions?.code ?? 'INTERNAL',
      message: error.message,
      parameters: error.extensions?.parameters,
      remedy: null,
    }));
    if (body.problems?.length) return { kind: 'refused', problems: body.problems };
    if (thrown.length > 0) return { kind: 'failed', problems: thrown };
  } catch {
    // What is no JSON was answered by something in between.
  }
  return UNANSWERED;
}
