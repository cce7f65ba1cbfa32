import { INTERNAL_SESSION_HEADER, serviceSession, signInternalSession, toError } from '@wecube/kit';
import type { GraphComposer } from '../../ports/graph-composer.ts';
import { sayAdapter } from '../texts.ts';

const LIMIT_MS = 30_000;

/** Asks the router, which holds the supergraph, over its internal HTTP door. */
export function createRouterGraphComposer(options: { routerUrl: string; internalKey: string }): GraphComposer {
  return {
    async check({ packageName: name, sdl }) {
      const response = await ask(options, { name, sdl });
      if (response.ok) return { ok: true };
      const body = (await response.json().catch(() => ({}))) as { error?: unknown };
      if (response.status === 422 && typeof body.error === 'string') return { ok: false, error: body.error };
      throw unreachable(`it answered ${response.status}`);
    },
  };
}

async function ask(options: { routerUrl: string; internalKey: string }, body: object): Promise<Response> {
  try {
    return await fetch(new URL('/internal/compose-check', options.routerUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [INTERNAL_SESSION_HEADER]: signInternalSession(serviceSession('core'), options.internalKey),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
  } catch (error) {
    throw unreachable((error as Error).message, error);
  }
}

const unreachable = (why: string, cause?: unknown) =>
  toError(sayAdapter('GRAPH_COMPOSER_UNREACHABLE', { reason: why }), {
    cause,
    retryable: true,
    status: 503,
  });
