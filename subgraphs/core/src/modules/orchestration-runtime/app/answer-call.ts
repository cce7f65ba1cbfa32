import { type Problem, requireAction, type Session, toError } from '@wecube/kit';
import { runOfRequest } from '../domain/call-back.ts';
import type { Refusal } from '../domain/events.ts';
import { problems } from '../domain/problems.ts';
import type { CallOutput } from '../domain/run.ts';
import { sayRun } from '../domain/texts.ts';
import type { AuditLog } from '../ports.ts';
import type { Engine } from './engine/engine.ts';
import type { RunOutcome } from './start-run.ts';

export type AnswerCallInput = {
  readonly requestId: string;
  readonly resultCode: string;
  readonly resultMessage: string;
  readonly outputs: readonly CallOutput[];
};

/**
 * Takes the outcome of a call that a plugin answers later. A sub-system answers the calls of its own package only; the
 * first answer counts, also when it comes before the plugin has acknowledged the call.
 */
export function createCallAnswerer({ engine, audit }: { engine: Engine; audit: AuditLog }) {
  return async (input: AnswerCallInput, session: Session): Promise<RunOutcome> => {
    requireAction(session, 'run:answer');
    const { requestId, resultCode } = input;
    const runId = runOfRequest(requestId);
    const note = { session, action: 'run:answer', subject: runId, detail: { requestId, resultCode } } as const;
    const by = session.kind === 'sub-system' ? (session.packageName ?? '') : null;
    const row = audit.row({ ...note, outcome: 'DONE' });
    const outcome = await engine.callBack(requestId, { ...input, instance: '' }, by, row);
    switch (outcome.kind) {
      case 'CHANGED':
        return { runId, problems: [] };
      case 'OWNED_ELSEWHERE':
        throw toError(sayRun('RUN_OWNED_ELSEWHERE'), { retryable: true });
      case 'REFUSED':
        await audit.record({ ...note, outcome: 'REFUSED' });
        return { runId: null, problems: [problemOf(outcome.refusal)] };
      default:
        return { runId: null, problems: [problems.callbackUnknown(requestId)] };
    }
  };
}

const problemOf = ({ parameters, ...refusal }: Refusal): Problem => (parameters ? { ...refusal, parameters } : refusal);
