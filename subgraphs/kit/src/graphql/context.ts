import type { Session } from '../access/session.ts';
import type { Logger } from '../logger.ts';

/** What every resolver gets of its request. */
export type GraphContext = { session: Session | null; requestId: string; logger: Logger };
