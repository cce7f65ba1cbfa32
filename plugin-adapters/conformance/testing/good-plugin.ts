import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readPlatformToken } from '../../wecube-rest/platform-token.ts';
import type { Row } from '../answers.ts';
import { GoodNotes, refusal } from './good-notes.ts';

export type Exchange = {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  text: string;
  /** Undefined when the body is no JSON. */
  json: unknown;
  token: string | null;
};
export type Reply = { status?: number; body: unknown; contentType?: string | null; close?: boolean };

/** What a good plugin would answer; `trusting` lets everybody in. */
export type Good = (options?: { trusting?: boolean }) => Promise<Reply>;

/** Spoils what a good plugin answers. */
export type Spoil = (exchange: Exchange, good: Good, notes: GoodNotes) => Promise<Reply> | Reply;

export type PluginOptions = { signingKey: string; gatewayUrl: string; spoil?: Spoil };

/** A plugin that does all that the protocol asks, unless a test spoils it; its package is `notes`. */
export async function startGoodPlugin({ signingKey, gatewayUrl, spoil }: PluginOptions) {
  const notes = new GoodNotes(gatewayUrl);
  const server = createServer(async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const body = await text(request);
    const token = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
    const exchange = {
      ...{ method: request.method ?? '', path, query },
      headers: request.headers,
      text: body,
      json: parse(body),
      token,
    };
    const good: Good = async ({ trusting = false } = {}) =>
      answer(notes, exchange, trusting || isKnown(token, signingKey));
    const reply = await (spoil ? spoil(exchange, good, notes) : good());
    const { status = 200, contentType = 'application/json', close } = reply;
    if (close) response.shouldKeepAlive = false;
    response.writeHead(status, contentType === null ? {} : { 'content-type': contentType });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isKnown = (token: string | null, key: string): boolean =>
  token !== null && readPlatformToken(token, key) !== null;

async function answer(notes: GoodNotes, { method, path, text: body, json }: Exchange, known: boolean): Promise<Reply> {
  if (path === '/health') return { body: {} };
  if (!known) return { status: 401, body: refusal('The token is not known.') };
  if (`${method} ${path}` === 'GET /notes/data-model') return { body: notes.model() };
  if (method !== 'POST') return { status: 405, body: refusal('It is asked by POST.') };
  if (json === undefined && body !== '') return { body: refusal('The body is not JSON.') };
  const [, first, , entity, verb = ''] = path.split('/');
  if (first === 'notes' && path === '/notes/note/sign') return { body: await notes.sign(json as Row) };
  if (first === 'notes' && path === '/notes/note/later') return { body: await notes.later(json as Row) };
  if (first === 'notes' && path.startsWith('/notes/entities/'))
    return { body: notes.onEntity(entity ?? '', verb, json ?? {}) };
  return { status: 404, body: refusal('There is no such thing.') };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
