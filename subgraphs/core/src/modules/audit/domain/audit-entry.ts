import type { Action, Session } from '@wecube/kit';

/** What a use case tells the log about itself. */
export type AuditNote = {
  session: Session;
  action: Action;
  /** What was acted on: an id, or `kind name` where there is none yet. */
  subject: string;
  outcome: AuditOutcome;
  /** Facts worth keeping, never a secret. */
  detail?: Record<string, unknown>;
};

/** `REFUSED`: a rule stood in the way and nothing was changed. */
type AuditOutcome = 'DONE' | 'REFUSED' | 'FAILED';

export type AuditEntry = {
  id: string;
  at: Date;
  who: string;
  userId: string;
  action: string;
  subject: string;
  outcome: string;
  detail: Record<string, unknown> | null;
  requestId: string | null;
};
