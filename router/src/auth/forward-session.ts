import { createHash } from 'node:crypto';
import { INTERNAL_SESSION_HEADER, type Session, signInternalSession } from '@wecube/kit';
import type { RouterContext } from '../router-context.ts';

/** Signed sessions live 60 s; one is used again for half of that. */
const REUSE_MS = 30_000;

/** Signs sessions for subgraphs, once per session and half minute. */
export class SessionForwarder {
  readonly #signed = new WeakMap<Session, { token: string; until: number }>();
  readonly #identities = new WeakMap<Session, string>();

  constructor(private readonly key: string) {}

  /** The signed session as a header, or as a connection parameter of a WebSocket; nothing for an anonymous client. */
  sessionHeader(session: Session | null): Record<string, string> {
    return session ? { [INTERNAL_SESSION_HEADER]: this.#sign(session) } : {};
  }

  /** The headers of a GraphQL request to a subgraph. */
  graphqlHeaders({ session, requestId, forwardedHeaders, trace }: RouterContext): Record<string, string> {
    return {
      ...forwardedHeaders,
      ...trace.headers,
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': requestId,
      ...this.sessionHeader(session),
    };
  }

  /** The same as lines, each with its end. Every value has been read as a plain header before, or was made here. */
  graphqlHeaderText({ session, requestId, forwardedHeaders, trace }: RouterContext): string {
    let text = `content-type: application/json\r\naccept: application/json\r\nx-request-id: ${requestId}\r\n`;
    for (const name in forwardedHeaders) text += `${name}: ${forwardedHeaders[name]}\r\n`;
    for (const name in trace.headers) text += `${name}: ${trace.headers[name]}\r\n`;
    const own = this.sessionHeader(session);
    for (const name in own) text += `${name}: ${own[name]}\r\n`;
    return text;
  }

  /** Equal for sessions that may see exactly the same: only those may share a stream. */
  identityOf(session: Session | null): string {
    if (!session) return 'anonymous';
    const known = this.#identities.get(session);
    if (known) return known;
    const { kind, subject, name, roles, actions, mustChangePassword } = session;
    const rights = [kind, subject, name, [...roles].sort(), [...actions].sort(), mustChangePassword ?? false];
    const identity = createHash('sha256').update(JSON.stringify(rights)).digest('base64url');
    this.#identities.set(session, identity);
    return identity;
  }

  #sign(session: Session): string {
    const known = this.#signed.get(session);
    const now = Date.now();
    if (known && known.until > now) return known.token;
    const token = signInternalSession(session, this.key, now);
    this.#signed.set(session, { token, until: now + REUSE_MS });
    return token;
  }
}
