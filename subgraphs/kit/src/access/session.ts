import { forbidden, unauthenticated } from '../errors.ts';
import { ACTIONS, type Action } from './actions.ts';

/** Who is asking and what they may do; made by the router from an access token, or by a service for itself. */
export type Session = {
  kind: 'user' | 'service' | 'sub-system';
  /** User id, service name or sub-system code. */
  subject: string;
  /** Name shown to people and written to the audit log. */
  name: string;
  roles: readonly string[];
  actions: readonly Action[] | ReadonlySet<Action>;
  /** Of a sub-system: the package it belongs to, whose rights it has and whose work alone it may touch. */
  packageName?: string;
  tokenId?: string;
  /** Until the generated password is changed only `session:self` is allowed. */
  mustChangePassword?: boolean;
  requestId?: string;
};

export function can(session: Session | null, action: Action): session is Session {
  if (!session) return false;
  if (session.mustChangePassword && action !== 'session:self') return false;
  const { actions } = session;
  return Array.isArray(actions) ? actions.includes(action) : (actions as ReadonlySet<Action>).has(action);
}

/** Throws UNAUTHENTICATED without a session, PASSWORD_CHANGE_REQUIRED or FORBIDDEN when the action is not allowed. */
export function requireAction(session: Session | null, action: Action): asserts session is Session {
  if (!session) throw unauthenticated();
  if (can(session, action)) return;
  throw forbidden(action);
}

/** The session of a service of the platform for its own work; it may do everything. */
export function serviceSession(name: string): Session {
  return { kind: 'service', subject: `service:${name}`, name, roles: [], actions: Object.keys(ACTIONS) as Action[] };
}
