import { createLogger, systemClock } from '@wecube/kit';
import { describe, expect, it } from 'vitest';
import type { InterfaceAnswer, InterfaceCall } from '../../../../ports/plugin-caller.ts';
import type { Effect } from '../../domain/events.ts';
import { PluginCalls } from './call-plugin.ts';
import { Catalogue } from './catalogue.ts';
import { Patience } from './patience.ts';

type Call = Extract<Effect, { type: 'CALL' }>;
const ANSWER: InterfaceAnswer = { resultCode: '0', resultMessage: '', outputs: [], instanceId: 'ins_1' };
const unreachable = () => Object.assign(new Error('no instance'), { code: 'PLUGIN_UNREACHABLE', delivered: 'NO' });

const aCall = (changes: Partial<Call> = {}): Call => ({
  type: 'CALL',
  runId: 'run_1',
  requestId: 'run_1.0.1',
  epoch: 1,
  operator: 'ann',
  resent: 0,
  dueAt: Date.now() + 60_000,
  request: {
    service: 'shell/script/run',
    packageName: 'shell',
    path: '/shell/script/run',
    httpMethod: 'POST',
    sensitive: [],
    inputs: [{ callbackParameter: 'h1' }],
  },
  ...changes,
});

function callsThrough(
  callInterface: (call: InterfaceCall) => Promise<InterfaceAnswer>,
  patience = new Patience(systemClock),
): PluginCalls {
  const catalogue = new Catalogue({
    clock: systemClock,
    services: { find: async () => null },
    variables: { effective: async () => null },
  });
  const logger = createLogger('test', { level: 'silent' });
  return new PluginCalls({ caller: { callInterface }, catalogue, clock: systemClock, logger, patience });
}

function granted(): Patience {
  const patience = new Patience(systemClock);
  patience.grant();
  return patience;
}

/** Fails so many times before it answers. */
function failing(
  times: number,
  failure: () => Error,
): { sent: InterfaceCall[]; call: (call: InterfaceCall) => Promise<InterfaceAnswer> } {
  const sent: InterfaceCall[] = [];
  return {
    sent,
    call: async (call) => {
      sent.push(call);
      if (sent.length <= times) throw failure();
      return ANSWER;
    },
  };
}

describe('PluginCalls', () => {
  it('tells at once that a plugin cannot be reached', async () => {
    const { call, sent } = failing(9, unreachable);
    const event = await callsThrough(call).make(aCall());
    expect(event).toMatchObject({ type: 'NOT_ANSWERED', code: 'PLUGIN_UNREACHABLE', delivered: 'NO' });
    expect(sent.length).toBe(1);
  });

  it('waits for an instance that is coming back: for a repeat always, for any call after a crash', async () => {
    const repeat = failing(2, unreachable);
    expect(await callsThrough(repeat.call).make(aCall({ resent: 1 }))).toMatchObject({ type: 'ANSWERED' });
    expect(new Set(repeat.sent.map(({ requestId }) => requestId))).toEqual(new Set(['run_1.0.1']));
    const first = failing(2, unreachable);
    const calls = callsThrough(first.call, granted());
    expect(await calls.make(aCall())).toMatchObject({ type: 'ANSWERED' });
  });

  it('never sends again what may have been delivered', async () => {
    const lost = () => Object.assign(new Error('reset'), { code: 'PLUGIN_CONNECTION_LOST', delivered: 'UNKNOWN' });
    const { call, sent } = failing(9, lost);
    const calls = callsThrough(call, granted());
    expect(await calls.make(aCall({ resent: 1 }))).toMatchObject({ type: 'NOT_ANSWERED', delivered: 'UNKNOWN' });
    expect(sent.length).toBe(1);
  });

  it('takes an error nobody foresaw for an unknown outcome', async () => {
    const { call } = failing(9, () => new TypeError('bug'));
    expect(await callsThrough(call).make(aCall())).toMatchObject({ type: 'NOT_ANSWERED', delivered: 'UNKNOWN' });
  });

  it('says nothing about a call that was given up', async () => {
    const calls = callsThrough(
      ({ signal }) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(unreachable()))),
    );
    const made = calls.make(aCall());
    calls.cancel('run_1.0.1');
    expect(await made).toBeNull();
    expect(calls.size).toBe(0);
  });
});
