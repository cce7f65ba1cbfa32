import { type Problem, requireAction, type Session, toError } from '@wecube/kit';
import type { Operation, OperationKind, Refusal } from '../domain/events.ts';
import { problems } from '../domain/problems.ts';
import { sayRun } from '../domain/texts.ts';
import type { AuditLog } from '../ports.ts';
import type { Engine } from './engine/engine.ts';
import type { RunOutcome } from './start-run.ts';

export type OperateRunInput = {
  readonly runId: string;
  readonly operation: OperationKind;
  readonly nodeId?: string | null;
  readonly reason?: string | null;
  readonly option?: string | null;
  readonly expectedVersion?: number | null;
};

/** Looks for the same click in the run's history. */
export type WasDoneSince = (runId: string, version: number, operation: Operation) => Promise<boolean>;

type Deps = {
  readonly engine: Engine;
  readonly audit: AuditLog;
  readonly wasDoneSince: WasDoneSince;
  /** Whether the person's roles may run what the run is of; also true when there is no such run. */
  readonly mayOperate: (runId: string, session: Session) => Promise<boolean>;
};

/** Does what a person asks for, once however often it is clicked, and records who and why. */
export function createRunOperator(deps: Deps) {
  return async (input: OperateRunInput, session: Session): Promise<RunOutcome> => {
    requireAction(session, 'run:operate');
    if (!(await deps.mayOperate(input.runId, session))) {
      const note = { session, action: 'run:operate', subject: input.runId, outcome: 'REFUSED' } as const;
      await deps.audit.record({ ...note, detail: { operation: input.operation, problems: ['RUN_NOT_YOURS'] } });
      return { runId: null, problems: [problems.operationNotYours(input.runId)] };
    }
    const operation = toOperation(input, session);
    const { kind, nodeId, reason, option } = operation;
    const note = {
      session,
      action: 'run:operate',
      subject: input.runId,
      detail: { operation: kind, nodeId, reason, ...(option ? { option } : {}) },
    } as const;
    const outcome = await deps.engine.operate(input.runId, operation, deps.audit.row({ ...note, outcome: 'DONE' }));
    switch (outcome.kind) {
      case 'NOT_FOUND':
        return { runId: null, problems: [problems.runNotFound(input.runId)] };
      case 'OWNED_ELSEWHERE':
        throw toError(sayRun('RUN_OWNED_ELSEWHERE'), { retryable: true });
      case 'REFUSED':
        if (await isRepeat(deps, input, operation, outcome.refusal)) return { runId: input.runId, problems: [] };
        await deps.audit.record({ ...note, outcome: 'REFUSED' });
        return { runId: input.runId, problems: [toProblem(outcome.refusal)] };
      default:
        return { runId: input.runId, problems: [] };
    }
  };
}

function toOperation(input: OperateRunInput, session: Session): Operation {
  const { operation: kind, nodeId = null, reason = null, expectedVersion = null, option = null } = input;
  return { kind, nodeId, reason, expectedVersion, by: session.name, ...(option === null ? {} : { option }) };
}

const toProblem = ({ parameters, ...refusal }: Refusal): Problem => (parameters ? { ...refusal, parameters } : refusal);

/** The second of two clicks finds the run changed by the first: that is no news for the person. */
async function isRepeat(deps: Deps, input: OperateRunInput, operation: Operation, refusal: Refusal): Promise<boolean> {
  const seen = operation.expectedVersion;
  return refusal.code === 'RUN_CHANGED' && seen !== null && deps.wasDoneSince(input.runId, seen, operation);
}
