import { mintPlatformToken } from '../wecube-rest/platform-token.ts';

export type Question = {
  method?: string;
  path: string;
  /** Sent as JSON unless it is a text. */
  body?: unknown;
  /** The platform's own token unless told; null for none. */
  token?: string | null;
  headers?: Readonly<Record<string, string>>;
};

export type Answer = { status: number; text: string; json: unknown; contentType: string; tookMs: number };

/** Asks the plugin as the platform does: its headers, its token, nothing rewritten. */
export class Connection {
  #asked = 0;
  /** Throws `Skip` when the platform is not let in at all: nothing that needs it can be told then. */
  guard: () => Promise<void> = async () => {};

  constructor(
    readonly baseUrl: string,
    readonly signingKey: string | null,
    private readonly limitMs: number,
  ) {}

  /** Throws when there is no answer within the time limit. */
  async ask({ method = 'POST', path, body, token, headers }: Question): Promise<Answer> {
    if (token === undefined) await this.guard();
    const bearer = token === undefined ? this.platformToken() : token;
    const began = performance.now();
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        ...{ 'content-type': 'application/json', requestId: this.nextId('req'), transactionId: this.nextId('trans') },
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(this.limitMs),
      redirect: 'manual',
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, text, json: parse(text), contentType, tookMs: performance.now() - began };
  }

  platformToken(): string | null {
    return this.signingKey === null
      ? null
      : mintPlatformToken({ signingKey: this.signingKey, subject: 'SYS_PLATFORM' });
  }

  /** Never given out twice, also by two runs of the kit. */
  nextId(prefix: string): string {
    this.#asked += 1;
    return `${prefix}_${Date.now().toString(36)}${process.pid.toString(36)}_${this.#asked}`;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer as a person is shown it. */
export function shown({ status, text }: Answer): string {
  const beginning = text.length > 160 ? `${text.slice(0, 160)}...` : text;
  return `HTTP ${status} ${beginning === '' ? 'without a body' : beginning}`;
}
