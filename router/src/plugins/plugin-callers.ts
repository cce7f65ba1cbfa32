import { AppError, GRANTABLE_ACTIONS, type Session, unauthenticated } from '@wecube/kit';
import { z } from 'zod';
import { VerifiedTokens } from '../auth/verified-tokens.ts';
import type { CoreDoor } from './core-door.ts';

const answer = z.object({
  pluginCaller: z
    .object({
      packageName: z.string(),
      systemCode: z.string(),
      userName: z.string().nullable(),
      roles: z.array(z.string()),
      actions: z.array(z.string()),
      expiresAt: z.coerce.date(),
    })
    .nullable(),
});
const QUERY =
  'query RouterPluginCaller($token: String!) { pluginCaller(token: $token) { packageName systemCode userName roles actions expiresAt } }';

const grantable = new Set<string>(GRANTABLE_ACTIONS);

/** A plugin's session; it has the rights of its package, in whose name ever it speaks. */
export type PluginSession = Session & { kind: 'sub-system'; packageName: string };

export const isPluginSession = (session: Session): session is PluginSession =>
  session.kind === 'sub-system' && session.packageName !== undefined;

/** Whether a plugin speaks for a user with this session, not for itself. */
export const speaksForUser = ({ name, subject }: PluginSession): boolean => name !== subject;

/**
 * Tells which package a plugin's token comes from. Core holds the keys and judges; the kind of a token only decides who is
 * asked: what is signed with a shared secret can never pass as a token of the platform, nor the other way round.
 */
export class PluginCallers {
  readonly #known: VerifiedTokens;

  constructor(private readonly core: CoreDoor) {
    this.#known = new VerifiedTokens({ now: () => Date.now() });
  }

  /** The session of a plugin's token, null for a token of another kind. Throws UNAUTHENTICATED for a bad one. */
  async recognise(authorization: string | undefined): Promise<PluginSession | null> {
    const token = pluginTokenIn(authorization);
    if (token === null) return null;
    const known = this.#known.get(token);
    if (known) return known.session as PluginSession;
    const asked = await this.core.ask(QUERY, { token }).catch((cause: unknown) => {
      throw new AppError('SERVICE_UNREACHABLE', 'Core does not answer.', { cause, status: 503, retryable: true });
    });
    const { pluginCaller } = answer.parse(asked);
    if (!pluginCaller) throw unauthenticated('The token is expired or not signed by a package of this platform.');
    const session = sessionOf(pluginCaller);
    this.#known.set(token, { session, expiresAt: pluginCaller.expiresAt.getTime() });
    return session;
  }
}

function sessionOf(caller: NonNullable<z.infer<typeof answer>['pluginCaller']>): PluginSession {
  const { packageName, systemCode, userName, roles } = caller;
  const actions = caller.actions.filter((action) => grantable.has(action)) as Session['actions'];
  return { kind: 'sub-system', subject: systemCode, name: userName ?? systemCode, packageName, roles, actions };
}

/** The bearer token whose header says HS512; the platform's own tokens never do. */
function pluginTokenIn(authorization: string | undefined): string | null {
  const token = /^bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
  const header = token?.includes('.') ? token.split('.', 1)[0] : undefined;
  if (!token || !header) return null;
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: unknown };
    return alg === 'HS512' ? token : null;
  } catch {
    return null;
  }
}
