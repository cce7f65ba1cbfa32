import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  AppError,
  INTERNAL_SESSION_HEADER,
  readBody,
  requireAction,
  type Session,
  verifyInternalSession,
} from '@wecube/kit';
import { z } from 'zod';
import type { Graph } from '../federation/graph.ts';
import type { ConnectedClients } from '../subscriptions/connected-clients.ts';
import { answerJson } from './answers.ts';

const SDL_LIMIT = 16 * 1024 * 1024;

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'a subgraph name has letters, digits, "-" and "_"');
const registration = z.object({
  sdl: z.string().min(1),
  instances: z
    .array(z.object({ url: z.url({ protocol: /^https?$/ }), wsUrl: z.url({ protocol: /^wss?$/ }).optional() }))
    .min(1),
});
const evicted = z.union([
  z.strictObject({ subject: z.string().min(1) }),
  z.strictObject({ sessionId: z.string().min(1) }),
]);
const operation = z.object({ query: z.string().min(1), variables: z.record(z.string(), z.unknown()).default({}) });
type Operation = z.infer<typeof operation>;
const candidate = z.object({ name, sdl: z.string().min(1) });

export type InternalApiOptions = {
  graph: Graph;
  clients: ConnectedClients;
  internalKey: string;
  reservedNames: readonly string[];
  /** Answers an operation in the name of the service that asks. */
  ask: (operation: Operation, session: Session) => Promise<object>;
};

/**
 * How services of the platform register subgraphs, end the live connections of a session that is over, and ask the graph
 * what another service knows; needs the signed session of a service.
 */
export class InternalApi {
  constructor(private readonly options: InternalApiOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = this.#requireService(request);
    const path = new URL(request.url ?? '/', 'http://router').pathname;
    const call = `${request.method} ${path.replace(/^(\/internal\/subgraphs)\/[^/]+$/, '$1/{name}')}`;
    switch (call) {
      case 'GET /internal/subgraphs':
        return this.#list(response);
      case 'PUT /internal/subgraphs/{name}':
        return this.#put(request, response, lastSegment(path));
      case 'DELETE /internal/subgraphs/{name}':
        return this.#remove(response, lastSegment(path));
      case 'POST /internal/compose-check':
        return this.#check(request, response);
      case 'POST /internal/graphql':
        return answerJson(response, 200, await this.options.ask(parse(operation, await readJson(request)), session));
      case 'POST /internal/evictions':
        return answerJson(response, 200, {
          ended: this.options.clients.evict(parse(evicted, await readJson(request))),
        });
      default:
        throw new AppError('NOT_FOUND', `There is no ${request.method} ${path}.`, { status: 404 });
    }
  }

  #requireService({ headers }: IncomingMessage): Session {
    const token = headers[INTERNAL_SESSION_HEADER] ?? headers.authorization?.replace(/^bearer\s+/i, '');
    const session = typeof token === 'string' ? verifyInternalSession(token, this.options.internalKey) : null;
    requireAction(session, 'internal:registry');
    if (session.kind !== 'service') throw new AppError('FORBIDDEN', 'Only services may do this.', { status: 403 });
    return session;
  }

  #list(response: ServerResponse): void {
    const { version, members } = this.options.graph.state;
    answerJson(response, 200, {
      version,
      subgraphs: members.map((member) => ({ name: member.name, origin: member.origin })),
    });
  }

  async #put(request: IncomingMessage, response: ServerResponse, given: string): Promise<void> {
    const subgraph = this.#ownName(given);
    const { sdl, instances } = parse(registration, await readJson(request));
    await answerComposed(response, async () => ({
      version: await this.options.graph.join({ name: subgraph, sdl, instances, origin: 'registered' }),
    }));
  }

  async #remove(response: ServerResponse, given: string): Promise<void> {
    const subgraph = this.#ownName(given);
    if (!this.options.graph.knows(subgraph)) {
      throw new AppError('SUBGRAPH_NOT_FOUND', `There is no subgraph "${subgraph}".`, { status: 404 });
    }
    await answerComposed(response, async () => ({ version: await this.options.graph.leave(subgraph) }));
  }

  async #check(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { name: subgraph, sdl } = parse(candidate, await readJson(request));
    await answerComposed(response, async () => {
      await this.options.graph.check(this.#ownName(subgraph), sdl);
      return {};
    });
  }

  #ownName(given: string): string {
    const subgraph = parse(name, given);
    if (!this.options.reservedNames.includes(subgraph)) return subgraph;
    throw new AppError('SUBGRAPH_NAME_RESERVED', `"${subgraph}" is a subgraph of the platform itself.`, {
      status: 409,
    });
  }
}

/** 422 with the composer's words when the graph refuses. */
async function answerComposed(response: ServerResponse, act: () => Promise<object>): Promise<void> {
  try {
    answerJson(response, 200, await act());
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'GRAPH_DOES_NOT_COMPOSE') throw error;
    answerJson(response, 422, { error: error.message, code: error.code });
  }
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, SDL_LIMIT);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AppError('BAD_REQUEST', 'The body is not JSON.');
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'value'}: ${message}`);
  throw new AppError('BAD_REQUEST', faults.join('; '));
}
