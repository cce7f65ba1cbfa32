import { setTimeout as pause } from 'node:timers/promises';
import { isObject, type Row, resultCodeOf } from '../answers.ts';
import { type CheckGroup, firstOf, Skip } from '../check.ts';
import type { Gateway } from '../gateway.ts';
import { callName, type Program, type Subject } from '../subject.ts';
import { laterCalls } from './call-checks.ts';
import { callBody, inputsOf } from './call-inputs.ts';

const START_MS = 30_000;
const STOP_MS = 10_000;

/** What the program asks of the platform, and how it lives and ends. */
export const programChecks: CheckGroup = {
  name: 'program',
  checks: [
    {
      id: 'starts-in-time',
      severity: 'should',
      says: 'the program answers within half a minute of its start',
      remedy: 'Listen first and load later, or answer the health path with 503 until you are ready.',
      look: (subject) => {
        const { startedInMs } = programOf(subject);
        return startedInMs < START_MS ? null : `it took ${Math.round(startedInMs / 1000)} s`;
      },
    },
    {
      id: 'sign-in-proved',
      severity: 'must',
      says: 'it signs in as its sub-system with a proof that holds',
      remedy: 'password is base64 of SUB_SYSTEM_CODE:nonce, encrypted with SUB_SYSTEM_KEY (RSA, PKCS#1 v1.5).',
      look: (subject) => {
        const { signIns } = gatewayOf(subject);
        if (signIns.length === 0) throw new Skip('it did not sign in while it was tested');
        const wrong = signIns.find(({ proved }) => !proved);
        return wrong ? `the proof of ${wrong.username || 'nobody'} does not hold` : null;
      },
    },
    {
      id: 'sign-in-nonce-new',
      severity: 'should',
      says: 'every sign-in has a nonce of its own',
      remedy: 'Choose it at random: who shows many nonces may use none of them twice.',
      look: (subject) => {
        const nonces = gatewayOf(subject).signIns.map(({ nonce }) => nonce);
        if (nonces.length < 2) throw new Skip('it did not sign in twice while it was tested');
        return new Set(nonces).size === nonces.length ? null : 'a nonce was used twice';
      },
    },
    {
      id: 'called-back',
      severity: 'should',
      says: 'what answers later calls back',
      remedy: 'POST the outcome to GATEWAY_URL + CALLBACK_URL with the requestId of the call.',
      look: async (subject) => {
        const sent = await callsBack(subject);
        return firstOf(
          sent,
          ({ name }) => name,
          ({ callbacks }) => (callbacks.length > 0 ? null : 'nothing came'),
        );
      },
    },
    {
      id: 'call-back-in-form',
      severity: 'must',
      says: 'what comes later has resultCode and outputs for the objects of the call',
      remedy:
        'Send { "resultCode": text, "resultMessage", "results": { "requestId", "outputs": [{ "callbackParameter" }] } }.',
      look: async (subject) =>
        firstOf(
          await arrived(subject),
          ({ name }) => name,
          ({ callbacks, objects }) => oddity(callbacks[0], objects),
        ),
    },
    {
      id: 'call-back-once',
      severity: 'should',
      says: 'a call is called back once',
      remedy: 'Send it again only when it was not taken: the second one is refused.',
      look: async (subject) =>
        firstOf(
          await arrived(subject),
          ({ name }) => name,
          ({ callbacks }) => (callbacks.length === 1 ? null : `${callbacks.length} came`),
        ),
    },
    {
      id: 'call-back-with-token',
      severity: 'must',
      says: 'it shows a token when it calls back',
      remedy: 'Sign in, or forward the token of the approving user.',
      look: (subject) => {
        const { callbacks } = gatewayOf(subject);
        if (callbacks.length === 0) throw new Skip('it did not call back while it was tested');
        return callbacks.every(({ authorized }) => authorized) ? null : 'a callback came without one';
      },
    },
    {
      id: 'secrets-not-logged',
      severity: 'must',
      says: 'its log does not have the keys it was given',
      remedy: 'Do not print the environment or settings: logs are read by many.',
      look: async (subject) => {
        const program = programOf(subject);
        const log = await program.log();
        return program.secrets.some((secret) => log.includes(secret)) ? 'a key stands in it' : null;
      },
    },
    {
      id: 'survives',
      severity: 'must',
      says: 'it still runs after all these checks',
      remedy: 'See its log for what ended it; no request may do that.',
      look: (subject) => (programOf(subject).isRunning() ? null : 'it ended'),
    },
    {
      id: 'stops-politely',
      severity: 'should',
      says: 'it ends by itself within ten seconds of SIGTERM',
      remedy: 'Handle SIGTERM: finish what is at hand, close, exit.',
      look: async (subject) => {
        const program = programOf(subject);
        if (!program.isRunning()) throw new Skip('it ended before; see survives');
        const tookMs = await program.stop();
        return tookMs !== null && tookMs < STOP_MS ? null : 'it had to be killed';
      },
    },
  ],
};

function programOf({ parts }: Subject): Program {
  if (parts.program) return parts.program;
  throw new Skip('the kit did not start the program');
}

function gatewayOf({ parts }: Subject): Gateway {
  if (parts.gateway) return parts.gateway;
  throw new Skip('the program does not know the kit as its platform');
}

type Sent = { name: string; objects: readonly string[]; callbacks: readonly Row[] };

/** Calls every interface that answers later, and waits for what it sends; persons answer the other types. */
function callsBack(subject: Subject): Promise<Sent[]> {
  const gateway = gatewayOf(subject);
  const calls = laterCalls(subject).filter(({ type }) => type === 'EXECUTION');
  if (calls.length === 0) throw new Skip('what answers later waits for a person');
  return subject.once('callbacks', () =>
    Promise.all(
      calls.map(async (call) => {
        const requestId = subject.connection.nextId('req');
        const objects = ['conformance-later-1', 'conformance-later-2'];
        const inputs = await Promise.all(objects.map((name) => inputsOf(subject, call, name)));
        const body = callBody(call, requestId, inputs);
        const answer = await subject.connection.ask({ method: call.httpMethod, path: call.path, body });
        if (resultCodeOf(answer) !== '0') throw new Skip('the call is not acknowledged; see call-acknowledged');
        const callbacks = await waitForCallbacks(gateway, requestId, subject.parts.slowMs);
        return { name: callName(call), objects, callbacks };
      }),
    ),
  );
}

async function arrived(subject: Subject): Promise<Sent[]> {
  const sent = (await callsBack(subject)).filter(({ callbacks }) => callbacks.length > 0);
  if (sent.length === 0) throw new Skip('nothing came; see called-back');
  return sent;
}

async function waitForCallbacks({ callbacks }: Gateway, requestId: string, limitMs: number): Promise<Row[]> {
  const found = () =>
    callbacks.flatMap(({ body }) => (isObject(body) && requestIdOf(body) === requestId ? [body] : []));
  for (const end = Date.now() + limitMs; found().length === 0 && Date.now() < end; ) await pause(20);
  if (found().length > 0) await pause(Math.min(300, limitMs));
  return found();
}

const requestIdOf = ({ results }: Row): unknown => (isObject(results) ? results['requestId'] : undefined);

function oddity(callback: Row | undefined, objects: readonly string[]): string | null {
  const results = callback?.['results'];
  const outputs = isObject(results) ? results['outputs'] : null;
  if (typeof callback?.['resultCode'] !== 'string' || !Array.isArray(outputs)) return JSON.stringify(callback ?? null);
  const named = outputs.map((output) => (isObject(output) ? output['callbackParameter'] : undefined));
  return objects.every((name) => named.includes(name)) ? null : `outputs are of ${named.join(', ') || 'nothing'}`;
}
