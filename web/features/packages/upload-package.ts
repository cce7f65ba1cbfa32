import type { Problem } from '../../components/problems.tsx';

export type UploadAnswer = { kind: 'stored'; id: string } | { kind: 'refused'; problems: Problem[] };

/** Sends a zip to the platform and tells how far it is; aborting the signal stops the transfer and stores nothing. */
export function uploadPackage(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  return new Promise((resolve) => {
    const call = new XMLHttpRequest();
    const refuse = (code: string, message: string) =>
      resolve({ kind: 'refused', problems: [{ code, message, remedy: null }] });
    call.open('POST', '/platform/packages');
    call.setRequestHeader('accept-language', document.documentElement.lang);
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onload = () => resolve(readAnswer(call));
    call.onerror = () => refuse('UPLOAD_INTERRUPTED', 'The connection broke during the upload. Nothing was stored.');
    call.onabort = () => refuse('UPLOAD_STOPPED', 'The upload was stopped. Nothing was stored.');
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
    if (body.problems?.length || thrown.length) return { kind: 'refused', problems: body.problems ?? thrown };
  } catch {
    // An answer that is no JSON falls through to the plain status.
  }
  return {
    kind: 'refused',
    problems: [
      {
        code: `HTTP_${call.status}`,
        message: `The platform answered ${call.status}. Nothing was stored.`,
        remedy: null,
      },
    ],
  };
}
