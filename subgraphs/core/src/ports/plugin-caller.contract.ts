import { expect, it } from 'vitest';
import type { InterfaceCall, PluginCaller } from './plugin-caller.ts';

/** What the plugin `sample` of the contract saw of the last request. */
export type SeenRequest = { method: string; path: string; authorization: string; body: unknown };

/** A plugin that answers as the contract asks for, and the caller that reaches it. */
export type ContractPlugin = {
  caller: PluginCaller;
  lastRequest(): SeenRequest;
  /** How the plugin answers calls of interfaces from now on. */
  behave(how: 'OK' | 'HTTP_500' | 'GARBAGE' | 'SILENT' | 'BREAK'): void;
  token(packageName: string): string;
};

const call = (changes: Partial<InterfaceCall> = {}): InterfaceCall => ({
  packageName: 'sample',
  path: '/sample/v1/run',
  httpMethod: 'POST',
  requestId: 'req_1',
  operator: 'ann',
  serviceName: 'sample/script/run',
  entityInstances: [{ id: 'host_1', businessKeyValue: '', contextMap: {} }],
  inputs: [{ callbackParameter: 'host_1', script: 'true' }],
  timeoutMs: 5_000,
  ...changes,
});

/** What every `PluginCaller` must do. */
export function pluginCallerContract(open: () => ContractPlugin): void {
  it('sends every row in one request, with the token of the package, and gives the answer', async () => {
    const { caller, lastRequest, behave, token } = open();
    behave('OK');
    const answer = await caller.callInterface(call());
    expect(answer).toMatchObject({ resultCode: '0', instanceId: 'inst_sample' });
    expect(answer.outputs).toEqual([{ callbackParameter: 'host_1', errorCode: '0', output: 'done' }]);
    const seen = lastRequest();
    expect(seen).toMatchObject({ method: 'POST', path: '/sample/v1/run', authorization: `Bearer ${token('sample')}` });
    expect(seen.body).toMatchObject({ requestId: 'req_1', operator: 'ann', inputs: call().inputs });
  });

  it.each([
    ['HTTP_500', 'PLUGIN_HTTP_ERROR'],
    ['GARBAGE', 'PLUGIN_BAD_ANSWER'],
  ] as const)('tells a plugin that answers with %s', async (how, code) => {
    const { caller, behave } = open();
    behave(how);
    await expect(caller.callInterface(call())).rejects.toMatchObject({ code });
  });

  it('gives a silent plugin up in time, and does not know whether the call had its effect', async () => {
    const { caller, behave } = open();
    behave('SILENT');
    const given = caller.callInterface(call({ timeoutMs: 200 }));
    await expect(given).rejects.toMatchObject({ code: 'PLUGIN_TIMEOUT', delivered: expect.not.stringMatching(/^NO$/) });
  });

  it('does not know whether a call had its effect when the connection breaks', async () => {
    const { caller, behave } = open();
    behave('BREAK');
    const given = caller.callInterface(call());
    await expect(given).rejects.toMatchObject({ code: 'PLUGIN_CONNECTION_LOST', delivered: 'UNKNOWN' });
  });

  it('says that nothing was sent when a package has no instance, or one that nobody reaches', async () => {
    const { caller } = open();
    for (const packageName of ['absent', 'unreachable']) {
      const given = caller.callInterface(call({ packageName, path: `/${packageName}/v1/run` }));
      await expect(given).rejects.toMatchObject({ code: 'PLUGIN_UNREACHABLE', delivered: 'NO' });
    }
  });

  it('queries objects and fetches the data model', async () => {
    const { caller, lastRequest } = open();
    const filters = [{ attrName: 'id', op: 'eq', condition: 'host_1' }];
    const rows = await caller.queryEntities({ packageName: 'sample', entityName: 'host', filters });
    expect(rows).toEqual([{ id: 'host_1', displayName: 'host one' }]);
    expect(lastRequest()).toMatchObject({ path: '/sample/entities/host/query', body: { additionalFilters: filters } });
    const [entity] = await caller.fetchDataModel('sample');
    expect(entity).toMatchObject({ name: 'host', attributes: [{ name: 'id', dataType: 'str' }] });
  });
}
