import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NoteStore } from './note-store.ts';
import { isRow, Refusal, type Row } from './refusal.ts';
import { Requests } from './requests.ts';
import type { Settings } from './settings.ts';
import { isAuthorized } from './token.ts';

const BODY_LIMIT = 32 * 1024 * 1024;
type Answer = { status?: number; body: unknown };
type Parts = { settings: Settings; notes: NoteStore; requests: Requests };

/** Opens the stores and serves the plugin below `/__NAME__`. */
export async function startPlugin(settings: Settings) {
  const notes = await NoteStore.open(settings.dataFolder);
  const requests = await Requests.open(settings.dataFolder);
  const parts = { settings, notes, requests };
  const server = createServer((request, response) => {
    route(parts, request)
      .catch(describe)
      .then((answer) => send(response, answer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await notes.close();
      await requests.close();
    },
  };
}

async function route(parts: Parts, request: IncomingMessage): Promise<Answer> {
  const path = new URL(request.url ?? '/', 'http://plugin').pathname;
  if (path === '/health') return { body: { status: 'OK' } };
  const { signingKey } = parts.settings;
  if (signingKey !== '' && !isAuthorized(request.headers.authorization, signingKey))
    return { status: 401, body: failure('The token is missing, expired or not signed for this plugin.') };
  const [, name, area, entity, verb = ''] = path.split('/');
  if (name !== '__NAME__' || request.method !== 'POST')
    return { status: 404, body: failure(`There is no ${path} here.`) };
  if (area === 'note' && entity === 'sign') return { body: await sign(parts, await readJson(request)) };
  if (area === 'entities') return { body: await onEntity(parts.notes, entity ?? '', verb, await readJson(request)) };
  return { status: 404, body: failure(`There is no ${path} here.`) };
}

/** The interface `note/sign`. */
function sign({ notes, requests, settings }: Parts, call: unknown): Promise<Row> {
  return requests.answer(call, async ({ note, signature }) => {
    if (typeof note !== 'string' || note === '') throw new Refusal('Which note? The input "note" is empty.');
    const signedBy = signature ? String(signature) : settings.signature;
    await notes.update([{ id: notes.find(note).id, signature: signedBy }]);
    return { signedBy };
  });
}

async function onEntity(notes: NoteStore, entity: string, verb: string, body: unknown): Promise<Row> {
  if (entity !== 'note') throw new Refusal(`There is no entity "${entity}"; there is note.`);
  if (verb === 'query') return success(notes.query(body));
  if (!Array.isArray(body) || !body.every(isRow)) throw new Refusal('The body is no list of objects.');
  if (verb === 'create') return success(await notes.create(body));
  if (verb === 'update') return success(await notes.update(body));
  if (verb === 'delete') return success(await notes.delete(body));
  throw new Refusal(`An entity has query, create, update and delete, not "${verb}".`);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Refusal(`The body is larger than ${BODY_LIMIT} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal('The body is no JSON.');
  }
}

function describe(error: unknown): Answer {
  if (error instanceof Refusal) return { body: failure(error.message) };
  console.error(error);
  return { status: 500, body: failure('The plugin failed; its log says why.') };
}

const success = (data: unknown): Row => ({ status: 'OK', message: 'success', data });

/** In both forms of the protocol: calls of interfaces read the first half, those of entities the second. */
const failure = (message: string): Row => ({
  ...{ resultCode: '1', resultMessage: message, results: { outputs: [] } },
  ...{ status: 'ERROR', message, data: null },
});

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
