import { type Clock, type Logger, saidBy } from '@wecube/kit';
import type { Effect, Refusal, RunEvent } from '../../domain/events.ts';
import { sayRun } from '../../domain/texts.ts';
import type { InterfaceCaller } from '../../ports.ts';
import type { Catalogue } from './catalogue.ts';
import type { Patience } from './patience.ts';

type Call = Extract<Effect, { type: 'CALL' }>;
type Failure = Refusal & { readonly delivered: 'NO' | 'UNKNOWN' | 'YES' };

/** The node's own deadline decides; the client's is a net below it. */
const GRACE_MS = 2_000;

/** Makes the calls of this process and knows which are under way. */
export class PluginCalls {
  private readonly underWay = new Map<string, AbortController>();
  private readonly caller: InterfaceCaller;
  private readonly catalogue: Catalogue;
  private readonly clock: Clock;
  private readonly logger: Logger;
  private readonly patience: Patience;

  constructor(deps: {
    caller: InterfaceCaller;
    catalogue: Catalogue;
    clock: Clock;
    logger: Logger;
    patience: Patience;
  }) {
    this.caller = deps.caller;
    this.catalogue = deps.catalogue;
    this.clock = deps.clock;
    this.logger = deps.logger;
    this.patience = deps.patience;
  }

  get size(): number {
    return this.underWay.size;
  }

  /** Gives a call up; whatever comes back is not looked at. */
  cancel(requestId: string): void {
    this.underWay.get(requestId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.underWay.values()) controller.abort();
  }

  /** Makes one call and returns what it means for the run, null when it was given up. */
  async make(call: Call): Promise<RunEvent | null> {
    const controller = new AbortController();
    this.underWay.set(call.requestId, controller);
    try {
      return await this.send(call, controller.signal);
    } finally {
      if (this.underWay.get(call.requestId) === controller) this.underWay.delete(call.requestId);
    }
  }

  private async send(call: Call, signal: AbortSignal): Promise<RunEvent | null> {
    for (;;) {
      const answer = await this.attempt(call, signal);
      if (signal.aborted) return null;
      const { requestId, epoch } = call;
      const known = this.catalogue.known();
      if (!('delivered' in answer)) return { type: 'ANSWERED', requestId, epoch, answer, known };
      if (answer.code === 'PLUGIN_TIMEOUT') return { type: 'DUE', requestId, epoch, known };
      if (!this.mayWait(call, answer)) return { type: 'NOT_ANSWERED', requestId, epoch, ...answer, known };
      await this.patience.pause();
      if (signal.aborted) return null;
    }
  }

  private async attempt(call: Call, signal: AbortSignal) {
    const { packageName, path, httpMethod, service, inputs, allowedOptions = null, dueDate = '' } = call.request;
    try {
      const { instanceId, ...answer } = await this.caller.callInterface({
        packageName,
        path,
        httpMethod,
        requestId: call.requestId,
        operator: call.operator,
        serviceName: service,
        entityInstances: inputs.map((input) => ({ id: input.callbackParameter, businessKeyValue: '', contextMap: {} })),
        inputs,
        allowedOptions,
        dueDate,
        timeoutMs: Math.max(1, call.dueAt - this.clock.now()) + GRACE_MS,
        signal,
      });
      return { ...answer, instance: instanceId };
    } catch (error) {
      return this.toFailure(call, error);
    }
  }

  /** An error that says nothing about delivery counts as "nobody knows". */
  private toFailure(call: Call, error: unknown): Failure {
    const { code, message, delivered } = error as Partial<Failure>;
    if (code && delivered) {
      const said = saidBy(error);
      return { code, message: message ?? code, delivered, ...(typeof said === 'string' ? {} : said) };
    }
    this.logger.error({ err: error, requestId: call.requestId }, 'the plugin client failed unexpectedly');
    return { ...sayRun('PLUGIN_CALL_FAILED'), delivered: 'UNKNOWN' };
  }

  /** Only what was certainly not delivered can wait; a repeat always does, since nobody else would send it again. */
  private mayWait(call: Call, failure: Failure): boolean {
    const now = this.clock.now();
    return failure.delivered === 'NO' && now < call.dueAt && (call.resent > 0 || this.patience.isGranted);
  }
}
