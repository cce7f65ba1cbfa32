import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERRORS, EVENTS, Server } from '@tus/server';
import { AppError, newId, requireAction, type Session, sendJson, toProblem } from '@wecube/kit';
import type { ReceiveUpload } from '../app/receive-upload.ts';
import type { ResumableFolder } from '../data/resumable-folder.ts';
import type { PackageUploadRecord } from '../domain/package-upload.ts';
import { sayPackage } from '../domain/texts.ts';
import { UploadRefused, uploadProblem } from '../domain/upload-problems.ts';

const PATH = '/platform/packages/uploads';
const TUS = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' };
const METHODS = new Set(['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS']);

export type TusRouteDependencies = {
  receive: ReceiveUpload;
  resumable: ResumableFolder;
  /** Takes an unfinished upload away; false when all of it had arrived. */
  giveUp(upload: PackageUploadRecord): Promise<boolean>;
  limitBytes: number;
};

/** Answers `/platform/packages/uploads` in the tus protocol: uploads that go on after a cut where they stopped. */
export function createTusRoute(deps: TusRouteDependencies) {
  const sessions = new WeakMap<IncomingMessage, Session>();
  let server: Promise<Server> | null = null;
  return async (request: IncomingMessage, response: ServerResponse, session: Session | null): Promise<boolean> => {
    const path = request.url?.split('?', 1)[0] ?? '';
    if (path !== PATH && !path.startsWith(`${PATH}/`)) return false;
    if (!METHODS.has(request.method ?? '')) return false;
    requireAction(session, 'package:upload');
    if (path !== PATH && (await answerKnown(deps, path.slice(PATH.length + 1), { request, response, session })))
      return true;
    sessions.set(request, session);
    server ??= createServer(deps, sessions).catch((error: unknown) => {
      server = null; // the folder may be there the next time
      throw error;
    });
    await (await server).handle(request, response);
    return true;
  };
}

type Exchange = { request: IncomingMessage; response: ServerResponse; session: Session };

/** What needs no bytes: uploads of others, such whose bytes are all there, and an end that is asked for. */
async function answerKnown(
  { receive, giveUp }: TusRouteDependencies,
  id: string,
  { request: { method }, response, session }: Exchange,
): Promise<boolean> {
  if (method === 'OPTIONS') return false;
  const upload = await receive.find(id, session);
  if (!upload) return answer(response, 404, sayPackage('PACKAGE_UPLOAD_UNKNOWN', { id }));
  if (method === 'DELETE' && (await giveUp(upload))) return empty(response, 204, {});
  if (method === 'DELETE')
    return answer(response, 409, sayPackage('PACKAGE_UPLOAD_IN_WORK', { file: upload.fileName }));
  if (upload.status === 'RECEIVING') return false;
  const whole = { 'upload-offset': upload.sizeBytes, 'upload-length': upload.sizeBytes };
  if (method === 'HEAD') return empty(response, 200, whole);
  return answer(response, 409, sayPackage('PACKAGE_UPLOAD_IN_WORK', { file: upload.fileName }));
}

async function createServer(
  { receive, resumable, limitBytes }: TusRouteDependencies,
  sessions: WeakMap<IncomingMessage, Session>,
): Promise<Server> {
  const server = new Server({
    path: PATH,
    relativeLocation: true,
    datastore: await resumable.open(),
    maxSize: limitBytes,
    allowedOrigins: () => false, // the router answers for other origins
    namingFunction: () => newId('upl'),
    async onUploadCreate(request, upload) {
      const session = sessions.get(request.runtime?.node?.req as IncomingMessage);
      if (!session) throw new Error('An upload began without a session.');
      const name = upload.metadata?.['filename'] ?? '';
      await receive.begin(upload.id, { name, sizeBytes: upload.size }, session);
      return {};
    },
    async onUploadFinish(_request, upload) {
      await receive.complete(upload.id);
      return {};
    },
    onResponseError: (_request, error) => explain(error, limitBytes),
  });
  server.on(EVENTS.POST_RECEIVE, (_request, upload) => void receive.received(upload.id, upload.offset).catch(() => {}));
  return server;
}

/** The platform's words for an error; undefined leaves those of the protocol. */
function explain(error: unknown, limitBytes: number): { status_code: number; body: string } | undefined {
  if (error instanceof UploadRefused) return body(400, { problems: error.problems });
  if (error === ERRORS.ERR_MAX_SIZE_EXCEEDED) return body(413, { problems: [uploadProblem.tooLarge(limitBytes)] });
  if (error instanceof AppError) {
    const { code, message, extensions, status } = error;
    return body(status, { errors: [{ message, extensions: { code, ...extensions } }] });
  }
  return undefined;
}

const body = (status: number, content: object) => ({ status_code: status, body: JSON.stringify(content) });

function answer(response: ServerResponse, status: number, said: ReturnType<typeof sayPackage>): true {
  for (const [name, value] of Object.entries(TUS)) response.setHeader(name, value);
  sendJson(response, status, { problems: [toProblem(said)] });
  return true;
}

function empty(response: ServerResponse, status: number, headers: Record<string, number>): true {
  response.writeHead(status, { ...TUS, ...headers }).end();
  return true;
}
