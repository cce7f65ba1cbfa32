import { INTERNAL_SESSION_HEADER, serviceSession, signInternalSession } from '@wecube/kit';

/** What the router's graph answered to a subgraph: taken, or refused with the composer's words. */
export type JoinResult = { ok: true } | { ok: false; error: string };

const TIMEOUT_MS = 60_000;

/** The router's internal API, by which subgraphs join and leave the graph. Throws when the router does not answer. */
export class RouterGraph {
  private readonly url: string;
  private readonly internalKey: string;

  constructor(options: { url: string; internalKey: string }) {
    this.url = options.url;
    this.internalKey = options.internalKey;
  }

  /** Names of the subgraphs that joined through this API. */
  async joined(): Promise<string[]> {
    const response = await this.call('GET', '/internal/subgraphs');
    const body = (await response.json()) as { subgraphs?: { name: string; origin: string }[] };
    return (body.subgraphs ?? []).filter(({ origin }) => origin === 'registered').map(({ name }) => name);
  }

  async join(name: string, sdl: string, url: string): Promise<JoinResult> {
    const response = await this.call('PUT', `/internal/subgraphs/${name}`, { sdl, instances: [{ url }] });
    if (response.ok) {
      await response.body?.cancel();
      return { ok: true };
    }
    const body = (await response.json().catch(() => ({}))) as { error?: string; errors?: { message: string }[] };
    const error = body.error ?? body.errors?.[0]?.message ?? `the router answered ${response.status}`;
    if (response.status >= 500) {
      throw new Error(error);
    }
    return { ok: false, error };
  }

  async leave(name: string): Promise<void> {
    const response = await this.call('DELETE', `/internal/subgraphs/${name}`);
    await response.body?.cancel();
    if (!response.ok && response.status !== 404) {
      throw new Error(`the router answered ${response.status} to the leave of ${name}`);
    }
  }

  private call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(new URL(path, this.url), {
      method,
      headers: {
        'content-type': 'application/json',
        [INTERNAL_SESSION_HEADER]: signInternalSession(serviceSession('adapters'), this.internalKey),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }
}
