import type { Session } from '../access/session.ts';
import type { Logger } from '../logger.ts';

/** What every resolver gets of its request. */
export type GraphContext = {
  session: Session | null;
  requestId: string;
  logger: Logger;
  /** Aborted when the caller left or its deadline passed; absent where nobody waits, as in subscriptions. */
  signal?: AbortSignal;
};
