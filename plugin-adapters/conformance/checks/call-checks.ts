import type { ManifestParameter, PackageInterface } from '../../contract/index.ts';
import { failed, isObject, isOfProtocol, isRefusal, outputsOf, type Row, resultCodeOf, wordsOf } from '../answers.ts';
import { type Check, type CheckGroup, firstOf, Skip } from '../check.ts';
import { type Answer, shown } from '../connection.ts';
import { callName, type Subject } from '../subject.ts';
import { callBody, inputsOf, rowsBroken } from './call-inputs.ts';

const BATCH = 3;
const LARGE_BATCH = 200;
const SIDE_BY_SIDE = 8;

type Called = { subject: Subject; call: PackageInterface; base: Answer };
type Look = (called: Called) => Promise<string | null> | string | null;

/** Calls of interfaces, in the form in which a node makes them. */
export const callChecks: CheckGroup = {
  name: 'calls',
  checks: [
    {
      id: 'call-answered',
      severity: 'must',
      says: 'a call is answered in the form of the protocol',
      remedy: 'Answer { "resultCode", "resultMessage", "results": { "outputs": [...] } } as JSON, also for failures.',
      look: (subject) =>
        firstOf(subject.calls(), callName, async (call) => {
          const answer = await baseOf(subject, call);
          return isAnswer(answer) ? null : shown(answer);
        }),
    },
    of(
      'call-result-code-text',
      'must',
      'resultCode is a text',
      'Answer "0", not 0: plugins and platforms compare texts.',
      ({ base }) => {
        const code = isObject(base.json) ? base.json['resultCode'] : undefined;
        return typeof code === 'string' ? null : `it is ${JSON.stringify(code)}`;
      },
    ),
    of(
      'call-result-message',
      'should',
      'resultMessage is a text',
      'Answer the words, or an empty text.',
      ({ base }) => {
        const message = isObject(base.json) ? base.json['resultMessage'] : undefined;
        return typeof message === 'string' ? null : `it is ${JSON.stringify(message ?? null)}`;
      },
    ),
    of(
      'call-outputs-list',
      'must',
      'results.outputs is a list of objects',
      'Answer a list, also for a single input.',
      ({ base }) => (outputsOf(base) || resultCodeOf(base) !== '0' ? null : shown(base)),
    ),
    of(
      'call-in-time',
      'should',
      'a call of one row is answered within seconds',
      'Answer later (isAsyncProcessing) what takes long, or say so with a long time limit.',
      ({ subject, base }) =>
        base.tookMs < subject.parts.slowMs ? null : `it took ${(base.tookMs / 1000).toFixed(1)} s`,
    ),
    ofRows(
      'call-echo',
      'must',
      'every output carries the callbackParameter of its input',
      'Copy it: the platform knows the object by it.',
      ({ base }) => {
        const [output] = outputsOf(base) ?? [];
        return output && output['callbackParameter'] === 'conformance-1' ? null : shown(base);
      },
    ),
    ofRows(
      'call-error-codes-text',
      'must',
      'errorCode of every output is a text',
      'Answer "0" for success and another text for failure.',
      ({ base }) => {
        const odd = (outputsOf(base) ?? []).find(
          ({ errorCode }) => errorCode !== undefined && typeof errorCode !== 'string',
        );
        return odd ? `it is ${JSON.stringify(odd['errorCode'])}` : null;
      },
    ),
    ofRows(
      'call-declared-outputs',
      'should',
      'a successful output has what the manifest declares',
      'Answer every declared output, empty where there is nothing.',
      ({ base, call }) => {
        const output = (outputsOf(base) ?? []).find((one) => !failed(one));
        if (!output) throw new Skip('no call succeeded; give inputs that do (--inputs FILE)');
        const missing = call.outputs
          .map(({ name }) => name)
          .filter((name) => !(name in output) && !name.startsWith('error'));
        return missing.length > 0 ? `${missing.join(', ')} is missing` : null;
      },
    ),
    ofRows(
      'call-batch',
      'must',
      'every input of a call has its output',
      'Answer as many outputs as there were inputs, one for each.',
      async (called) => {
        const { answer, outputs } = await ask(called, { count: BATCH });
        return outputs.length === BATCH ? null : `${outputs.length} for ${BATCH}: ${shown(answer)}`;
      },
    ),
    ofRows(
      'call-large-batch',
      'should',
      'two hundred objects can be sent in one call',
      'Take batches: a node sends all its objects at once.',
      async (called) => {
        const { answer, outputs } = await ask(called, { count: LARGE_BATCH });
        return outputs.length === LARGE_BATCH ? null : `${outputs.length} outputs: ${shown(answer)}`;
      },
    ),
    ofRows(
      'call-unicode',
      'must',
      'callbackParameter comes back in every script',
      'Read and answer UTF-8.',
      async (called) => {
        const name = '主机 💡 é';
        const { outputs } = await ask(called, { names: [name] });
        return outputs[0]?.['callbackParameter'] === name ? null : JSON.stringify(outputs[0] ?? null);
      },
    ),
    ofRows(
      'call-side-by-side',
      'must',
      'calls that run at once are answered with their own objects',
      'Keep nothing of a call where another one finds it.',
      async (called) => {
        const names = Array.from({ length: SIDE_BY_SIDE }, (_, at) => `conformance-side-${at}`);
        const all = await Promise.all(names.map((name) => ask(called, { names: [name] })));
        const mixed = all.findIndex(({ outputs }, at) => outputs[0]?.['callbackParameter'] !== names[at]);
        return mixed < 0 ? null : `${names[mixed]} got ${JSON.stringify(all[mixed]?.outputs[0] ?? null)}`;
      },
    ),
    ofRows(
      'call-failure-alone',
      'must',
      'a row that fails leaves the others alone',
      'Catch what goes wrong per row and put it into its output.',
      async (called) => {
        const { outputs, bad } = await oneBad(called);
        const others = outputs.filter(({ callbackParameter }) => callbackParameter !== bad);
        return others.length > 0 && !others.some(failed) ? null : `the others are ${JSON.stringify(others)}`;
      },
    ),
    ofRows(
      'call-failure-told',
      'must',
      'a row without a required input fails',
      'Check what the manifest calls required, and give such a row another errorCode than "0".',
      async (called) => {
        const { outputs, bad } = await oneBad(called);
        const output = outputs.find(({ callbackParameter }) => callbackParameter === bad);
        return output && failed(output) ? null : `its output is ${JSON.stringify(output ?? null)}`;
      },
    ),
    ofRows(
      'call-failure-in-code',
      'must',
      'resultCode is not "0" when a row failed',
      'Answer "1" as soon as one output failed: else the node counts as done.',
      async (called) => {
        const { answer, outputs } = await oneBad(called);
        if (!outputs.some(failed)) throw new Skip('no row failed; see call-failure-told');
        return resultCodeOf(answer) === '0' ? shown(answer) : null;
      },
    ),
    ofRows(
      'call-failure-words',
      'must',
      'a failed row says why',
      'Put the reason into errorMessage: it is all that an operator sees.',
      async (called) => {
        const { outputs } = await oneBad(called);
        const mute = outputs
          .filter(failed)
          .find(({ errorMessage }) => typeof errorMessage !== 'string' || errorMessage === '');
        return mute ? JSON.stringify(mute) : null;
      },
    ),
    ofRows(
      'call-unknown-keys',
      'must',
      'keys that it does not know change nothing',
      'Read what you know and leave the rest, in the call and in its inputs.',
      async (called) => {
        const more = { futureKey: { a: [1] } };
        return sameOutcome(called, { more, row: { futureParameter: 'x' } });
      },
    ),
    ofRows(
      'call-null-optionals',
      'must',
      'null for what is not required counts as absent',
      'Take null as if the input were not there: the platform sends it.',
      async (called) => {
        const { optionals } = called.call.inputs.reduce(optionalsAsNull, { optionals: {} as Row });
        if (Object.keys(optionals).length === 0) throw new Skip('every input is required');
        return sameOutcome(called, { row: optionals });
      },
    ),
    of(
      'call-wrong-types',
      'should',
      'inputs of another type are answered in the form of the protocol',
      'Check types, and fail the row with words.',
      async (called) => {
        const row = Object.fromEntries(called.call.inputs.map(({ name }) => [name, { wrong: ['type'] }]));
        const { answer } = await ask(called, { row });
        return isAnswer(answer) && answer.status < 500 ? null : shown(answer);
      },
    ),
    of(
      'call-no-inputs',
      'should',
      'an empty list of inputs is answered in the form of the protocol',
      'Answer success with no outputs, or refuse with words.',
      async (called) => {
        const { answer } = await ask(called, { count: 0 });
        return isAnswer(answer) && answer.status < 500 ? null : shown(answer);
      },
    ),
    of(
      'call-inputs-missing',
      'should',
      'a call without inputs is refused with words',
      'Check the shape before you read from it.',
      async ({ subject, call }) => {
        const { method, path } = { method: call.httpMethod, path: call.path };
        const answer = await subject.connection.ask({
          method,
          path,
          body: { requestId: subject.connection.nextId('req') },
        });
        return isRefusal(answer) && isAnswer(answer) && answer.status < 500 && wordsOf(answer) !== ''
          ? null
          : shown(answer);
      },
    ),
    of(
      'call-without-token',
      'must',
      'a call without a token is refused',
      'Check the token at every interface.',
      async (called) => {
        called.subject.requireKey();
        const { answer } = await ask(called, { token: null });
        return isRefusal(answer) ? null : shown(answer);
      },
    ),
    of(
      'call-by-get',
      'could',
      'an interface does nothing when it is asked by GET',
      'Answer 405: readers and link checkers use GET.',
      async ({ subject, call }) => {
        const answer = await subject.connection.ask({ method: 'GET', path: call.path });
        return isRefusal(answer) ? null : shown(answer);
      },
    ),
    keyed('call-repeated', 'a repeated request is answered as the first time', async (called, requestId) => {
      const first = await ask(called, { requestId });
      return sameAnswer(first.answer, (await ask(called, { requestId })).answer);
    }),
    keyed('call-repeated-at-once', 'a request that comes twice at once is done once', async (called, requestId) => {
      const [first, second] = await Promise.all([ask(called, { requestId }), ask(called, { requestId })]);
      return sameAnswer(first.answer, second.answer);
    }),
    keyed('call-repeated-whatever-asked', 'a repeat is known by its requestId alone', async (called, requestId) => {
      const first = await ask(called, { requestId });
      return sameAnswer(first.answer, (await ask(called, { requestId, more: { operator: 'somebody else' } })).answer);
    }),
    {
      id: 'call-acknowledged',
      severity: 'must',
      says: 'what answers later acknowledges the call with resultCode "0"',
      remedy: 'Answer "0" at once and call back when it is done; what is refused at once has failed.',
      look: (subject) =>
        firstOf(laterCalls(subject), callName, async (call) => {
          const answer = await baseOf(subject, call);
          if (!isAnswer(answer)) throw new Skip('the call is not answered; see call-answered');
          return resultCodeOf(answer) === '0' ? null : shown(answer);
        }),
    },
  ],
};

/** In one form or the other: a refused token may come as an entity answer does. */
const isAnswer = (answer: Answer): boolean => isOfProtocol(answer);

const baseOf = (subject: Subject, call: PackageInterface): Promise<Answer> =>
  subject.once(`call of ${call.serviceName}`, () => send(subject, call, {}));

/** The interfaces that answer later. */
export function laterCalls(subject: Subject): PackageInterface[] {
  const later = subject.calls().filter((call) => call.async);
  if (later.length === 0) throw new Skip('no chosen interface answers later');
  return later;
}

function of(id: string, severity: Check['severity'], says: string, remedy: string, look: Look): Check {
  return {
    ...{ id, severity, says, remedy },
    look: (subject) =>
      firstOf(subject.calls(), callName, async (call) => {
        const base = await baseOf(subject, call);
        if (!isAnswer(base)) throw new Skip('the call is not answered; see call-answered');
        return look({ subject, call, base });
      }),
  };
}

/** For what is said of outputs: an answer later has none yet. */
function ofRows(id: string, severity: Check['severity'], says: string, remedy: string, look: Look): Check {
  return of(id, severity, says, remedy, (called) => {
    if (called.call.async) throw new Skip('it answers later');
    if (!outputsOf(called.base)?.length) throw new Skip('there are no outputs; see call-outputs-list');
    return look(called);
  });
}

function keyed(id: string, says: string, look: (called: Called, requestId: string) => Promise<string | null>): Check {
  const remedy = 'Store requestId and answer durably before you answer, and answer repeats from there.';
  return ofRows(id, 'must', says, remedy, (called) => {
    if (called.call.idempotency !== 'KEYED') throw new Skip('the interface does not claim idempotency="keyed"');
    return look(called, called.subject.connection.nextId('req'));
  });
}

type Sending = {
  count?: number;
  names?: readonly string[];
  row?: Row;
  more?: Row;
  requestId?: string;
  token?: null;
  inputs?: readonly Row[];
};

async function send(subject: Subject, call: PackageInterface, sending: Sending): Promise<Answer> {
  const { count = 1, more, requestId = subject.connection.nextId('req'), token } = sending;
  const names = sending.names ?? Array.from({ length: count }, (_, at) => `conformance-${at + 1}`);
  const rows = names.map(async (name) => ({ ...(await inputsOf(subject, call, name)), ...sending.row }));
  const inputs = sending.inputs ?? (await Promise.all(rows));
  const body = { ...callBody(call, requestId, inputs), ...more };
  return subject.connection.ask({ method: call.httpMethod, path: call.path, body, ...(token === null && { token }) });
}

async function ask({ subject, call }: Called, sending: Sending): Promise<{ answer: Answer; outputs: Row[] }> {
  const answer = await send(subject, call, sending);
  return { answer, outputs: outputsOf(answer) ?? [] };
}

/** Two rows that succeed and one that lacks what is required. */
async function oneBad(called: Called): Promise<{ answer: Answer; outputs: Row[]; bad: string }> {
  await requireSuccess(called);
  const { subject, call } = called;
  const inputs = await rowsBroken(subject, call, ['conformance-good-1', 'conformance-bad', 'conformance-good-2'], 1);
  if (!inputs) throw new Skip('no input is required');
  return { ...(await ask(called, { inputs })), bad: 'conformance-bad' };
}

const optionalsAsNull = ({ optionals }: { optionals: Row }, { name, required }: ManifestParameter) => ({
  optionals: required ? optionals : { ...optionals, [name]: null },
});

/** Skips when a plain call fails now: interfaces that were called in between may have changed what it works on. */
async function requireSuccess(called: Called): Promise<void> {
  const { outputs } = await ask(called, {});
  if (outputs.length === 0 || outputs.some(failed))
    throw new Skip('no call succeeded; give inputs that do (--inputs FILE)');
}

/** As a plain call goes now: what cannot succeed without more inputs may fail here, too. */
async function sameOutcome(called: Called, sending: Sending): Promise<string | null> {
  const wentWell = await requireSuccess(called).then(
    () => true,
    () => false,
  );
  const { answer, outputs } = await ask(called, sending);
  if (!isAnswer(answer) || answer.status >= 500) return shown(answer);
  return !wentWell || (outputs.length > 0 && !outputs.some(failed)) ? null : shown(answer);
}

const sameAnswer = (first: Answer, second: Answer): string | null =>
  JSON.stringify(first.json) === JSON.stringify(second.json) ? null : `first ${shown(first)}, then ${shown(second)}`;
