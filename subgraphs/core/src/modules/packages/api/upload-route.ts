import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { requireAction, type Session, sendJson } from '@wecube/kit';
import busboy from 'busboy';
import type { UploadPackage, UploadResult } from '../app/upload-package.ts';
import { uploadProblem } from '../domain/upload-problems.ts';

const FIELD = 'zip-file';
/** Room for the multipart frame around the file. */
const FRAME_BYTES = 1024 * 1024;
const LINGER_MS = 2_000;

/** Answers `POST /platform/packages`: a streamed multipart upload, `{ data: { id } }` or 400 `{ problems }`. */
export function createUploadRoute(upload: UploadPackage, limitBytes: number) {
  return async (request: IncomingMessage, response: ServerResponse, session: Session | null): Promise<boolean> => {
    const path = request.url?.split('?', 1)[0];
    if (request.method !== 'POST' || path !== '/platform/packages') return false;
    // An early answer leaves the rest of the body unread.
    try {
      requireAction(session, 'package:upload');
      const result = await readUpload(request, limitBytes, (content) => upload(content, session));
      if (!request.complete) readOn(request);
      if (result.ok) sendJson(response, 200, { data: { id: result.id } });
      else sendJson(response, 400, { problems: result.problems });
    } catch (error) {
      if (!request.complete) readOn(request);
      throw error;
    }
    return true;
  };
}

async function readUpload(
  request: IncomingMessage,
  limitBytes: number,
  upload: (content: Readable) => Promise<UploadResult>,
): Promise<UploadResult> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes + FRAME_BYTES)
    return refused(uploadProblem.tooLarge(limitBytes));
  const form = openForm(request);
  if (!form) return refused(uploadProblem.fileMissing());
  return new Promise((resolve, reject) => {
    let uploading = false;
    form.on('file', (field, content) => {
      if (field !== FIELD || uploading) return void content.resume();
      uploading = true;
      upload(content).then(resolve, reject);
    });
    form.on('error', () => uploading || resolve(refused(uploadProblem.interrupted())));
    form.on('close', () => uploading || resolve(refused(uploadProblem.fileMissing())));
    // A cut connection ends the file's stream with an error, and with it the upload, which then answers itself.
    request.on('close', () => request.complete || form.destroy(cutOff()));
    request.pipe(form);
  });
}

function openForm(request: IncomingMessage): busboy.Busboy | null {
  try {
    return busboy({ headers: request.headers, limits: { files: 2, fields: 20, fieldSize: 64 * 1024, parts: 25 } });
  } catch {
    return null; // no multipart body
  }
}

const cutOff = () => Object.assign(new Error('The connection was cut.'), { code: 'ECONNRESET' });

/** Reads on for a moment, so that the client sees the answer instead of a reset connection, which ends after that. */
function readOn(request: IncomingMessage): void {
  request.unpipe();
  request.resume();
  const end = setTimeout(() => request.destroy(), LINGER_MS);
  for (const event of ['end', 'close']) request.once(event, () => clearTimeout(end));
}

const refused = (problem: ReturnType<typeof uploadProblem.fileMissing>): UploadResult => ({
  ok: false,
  problems: [problem],
});
