import { AppError } from '@wecube/kit';
import type { VerifiedToken } from '../auth/verify-token.ts';

/** How many connections (WebSockets and event streams) and running operations are taken; an identity is a user, service or sub-system. */
export type SubscriptionLimits = {
  connections: number;
  connectionsPerIdentity: number;
  operations: number;
  operationsPerIdentity: number;
  operationsPerConnection: number;
};

/** Why the router ends a connection. */
export type EndReason = 'expired' | 'evicted' | 'restart';

/** What the router counts of its clients and their streams. */
export type SubscriptionEvent =
  | 'connection_refused'
  | 'operation_refused'
  | 'session_expired'
  | 'session_evicted'
  | 'client_vanished'
  | 'slow_consumer'
  | 'upstream_lost'
  | 'upstream_moved'
  | 'plan_kept'
  | 'plan_moved'
  | 'schema_reload';

/** All sessions of a subject, or one session with all its tokens. */
export type Whom = { subject: string } | { sessionId: string };

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Everybody who holds a connection for live data, by whatever transport: counted, limited, ended when their session is over. */
export class ConnectedClients {
  readonly #places = new Set<Place>();
  readonly #identities = new Map<string, { connections: number; operations: number }>();
  #operations = 0;
  #draining = false;

  constructor(
    readonly limits: SubscriptionLimits,
    readonly note: (event: SubscriptionEvent) => void,
  ) {}

  get counts(): { connections: number; operations: number; identities: number } {
    return { connections: this.#places.size, operations: this.#operations, identities: this.#identities.size };
  }

  /** Whether new connections are refused because the router stops. */
  get draining(): boolean {
    return this.#draining;
  }

  /** A place for a new connection; throws TOO_MANY_CONNECTIONS when the router has no more, or stops. */
  enter(end: (reason: EndReason) => void): Place {
    if (this.#draining || this.#places.size >= this.limits.connections) {
      this.note('connection_refused');
      throw tooManyConnections('The router', this.limits.connections, 503);
    }
    const place = new Place(this, end);
    this.#places.add(place);
    return place;
  }

  /** Ends every connection of a subject, or of one session of it, and tells how many there were. */
  evict(whom: Whom): number {
    const evicted = [...this.#places].filter((place) => place.belongsTo(whom));
    for (const place of evicted) {
      this.note('session_evicted');
      place.end('evicted');
    }
    return evicted.length;
  }

  /** Takes nobody new and tells everybody to connect again, elsewhere or later. */
  drain(): void {
    this.#draining = true;
    for (const place of [...this.#places]) place.end('restart');
  }

  /** Called by a place whose client has said who it is. */
  countConnection(identity: string): void {
    const { connectionsPerIdentity: limit } = this.limits;
    const counts = this.#identities.get(identity) ?? { connections: 0, operations: 0 };
    if (counts.connections >= limit) {
      this.note('connection_refused');
      throw tooManyConnections('You', limit, 429);
    }
    counts.connections += 1;
    this.#identities.set(identity, counts);
  }

  countOperation(identity: string, ofConnection: number): void {
    const { operations, operationsPerIdentity, operationsPerConnection } = this.limits;
    const counts = this.#identities.get(identity);
    if (ofConnection >= operationsPerConnection) this.#refuse('A connection', operationsPerConnection);
    if ((counts?.operations ?? 0) >= operationsPerIdentity) this.#refuse('You', operationsPerIdentity);
    if (this.#operations >= operations) this.#refuse('The router', operations);
    this.#operations += 1;
    if (counts) counts.operations += 1;
  }

  discountOperation(identity: string): void {
    this.#operations -= 1;
    const counts = this.#identities.get(identity);
    if (counts) counts.operations -= 1;
  }

  discountConnection(place: Place, identity: string | null): void {
    this.#places.delete(place);
    const counts = identity === null ? undefined : this.#identities.get(identity);
    if (!counts || identity === null) return;
    counts.connections -= 1;
    if (counts.connections === 0) this.#identities.delete(identity);
  }

  #refuse(who: string, limit: number): never {
    this.note('operation_refused');
    const message = `${who} may run ${limit} operations over live connections at once; end some first.`;
    throw new AppError('TOO_MANY_OPERATIONS', message, { status: 429, retryable: true, extensions: { limit } });
  }
}

/** The place of one connection. Leaving it frees everything that was counted for it. */
export class Place {
  #who: VerifiedToken | null = null;
  #identity: string | null = null;
  #operations = 0;
  #expiry: NodeJS.Timeout | undefined;
  #left = false;

  constructor(
    private readonly clients: ConnectedClients,
    readonly end: (reason: EndReason) => void,
  ) {}

  /** Notes who is here and until when; throws TOO_MANY_CONNECTIONS. */
  identify(who: VerifiedToken): void {
    if (this.#left) return;
    const identity = `${who.session.kind}:${who.session.subject}`;
    this.clients.countConnection(identity);
    this.#who = who;
    this.#identity = identity;
    if (Number.isFinite(who.expiresAt)) this.#endAt(who.expiresAt);
  }

  belongsTo(whom: Whom): boolean {
    if (!this.#who) return false;
    return 'subject' in whom ? this.#who.session.subject === whom.subject : this.#who.sessionId === whom.sessionId;
  }

  /** Throws TOO_MANY_OPERATIONS; returns what is called when the operation is over. */
  startOperation(): () => void {
    const identity = this.#identity ?? '';
    this.clients.countOperation(identity, this.#operations);
    this.#operations += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#operations -= 1;
      this.clients.discountOperation(identity);
    };
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    clearTimeout(this.#expiry);
    this.clients.discountConnection(this, this.#identity);
  }

  #endAt(expiresAt: number): void {
    const wait = Math.max(0, expiresAt - Date.now());
    const expire = () => {
      if (wait > LONGEST_TIMER_MS) return this.#endAt(expiresAt);
      this.clients.note('session_expired');
      this.end('expired');
    };
    this.#expiry = setTimeout(expire, Math.min(wait, LONGEST_TIMER_MS)).unref();
  }
}

function tooManyConnections(who: string, limit: number, status: number): AppError {
  const message = `${who} cannot hold more than ${limit} live connections; close some, or try again later.`;
  return new AppError('TOO_MANY_CONNECTIONS', message, { status, retryable: true, extensions: { limit } });
}
