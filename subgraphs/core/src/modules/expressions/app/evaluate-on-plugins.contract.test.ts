import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { serviceSession } from '@wecube/kit';
import { createWecubeRestClient, type PluginTarget, type WecubeRestClient } from '@wecube/plugin-adapters/wecube-rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelEntity } from '../domain/model.ts';
import { createExpressionsModule, type ExpressionsModule } from '../module.ts';
import { anEntity } from '../testing.ts';

const SAMPLES = resolve(import.meta.dirname, '../../../../../../plugin-adapters/sample');
const session = serviceSession('test');

/** The language against the sample plugins as they are, over HTTP. */
describe('evaluating on real plugins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-expressions-'));
  const running = new Map<string, Plugin>();
  let client: WecubeRestClient;
  let expressions: ExpressionsModule;

  beforeAll(async () => {
    for (const name of ['estate', 'shell']) running.set(name, await startPlugin(name, join(folder, name)));
    client = createWecubeRestClient({
      targets: async (name) => running.get(name)?.targets ?? [],
      token: async () => '',
    });
    const model = await readModel(client);
    expressions = createExpressionsModule({ dataModel: { entities: async () => model }, pluginCaller: client });
  });

  afterAll(async () => {
    await client?.[Symbol.asyncDispose]();
    await Promise.all([...running.values()].map(({ stop }) => stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  const ids = async (text: string, ...rootObjectIds: string[]) => {
    const roots = rootObjectIds.length > 0 ? { rootObjectIds } : {};
    const { objects } = await expressions.expressions.evaluate({ text, session, ...roots });
    return objects.map(({ objectId }) => objectId);
  };

  it('walks from an application to its hosts, and back', async () => {
    const path = 'estate:application~(application)estate:unit~(unit)estate:host';
    const hosts = ['host_pay_gateway_1', 'host_pay_gateway_2', 'host_pay_ledger_1', 'host_pay_ledger_2'];
    expect(await ids(path, 'app_pay')).toEqual(hosts);
    expect(await ids(path)).toHaveLength(12);
    const back = 'estate:host.unit>estate:unit.application>estate:application';
    expect(await ids(back, 'host_pay_ledger_2', 'host_mall_web_1')).toEqual(['app_pay', 'app_mall']);
  });

  it('crosses packages both ways', async () => {
    const agents = await ids('estate:unit~(unit)estate:host~(host)shell:agent', 'unit_mall_web');
    expect(agents).toHaveLength(2);
    expect(await ids('shell:agent.host>estate:host', ...agents)).toEqual(['host_mall_web_1', 'host_mall_web_2']);
  });

  it.each([
    ["estate:host{ip eq '10.1.1.11'}", ['host_mall_web_1']],
    ["estate:host{cores gt 3}{name like 'mall'}", ['host_mall_web_2', 'host_mall_db_2']],
    [
      "estate:host{id in ['@@host_mall_db_1@@a label','@@host_mall_db_2@@another']}",
      ['host_mall_db_1', 'host_mall_db_2'],
    ],
    ["estate:unit{code in 'mall-web, pay-ledger'}", ['unit_mall_web', 'unit_pay_ledger']],
    ['estate:unit{application is NULL}', []],
    ["estate:application{code neq 'mall'}", ['app_pay', 'app_report']],
  ])('filters as the plugin understands it: %s', async (text, expected) => {
    expect(await ids(text)).toEqual(expected);
  });

  it('sorts and searches objects', async () => {
    const { objects } = expressions;
    const found = await objects.query({
      entity: 'estate:host',
      search: 'LEDGER',
      orderBy: { attribute: 'cores', direction: 'DESC' },
    });
    expect(found.map(({ objectId }) => objectId)).toEqual(['host_pay_ledger_2', 'host_pay_ledger_1']);
    expect(await objects.find('estate:host', 'host_pay_ledger_1')).toMatchObject({ attributes: { ip: '10.2.2.11' } });
    expect(await objects.find('estate:host', 'gone')).toBeNull();
  });

  it('says what the plugin said, and what happened when there is none', async () => {
    await expect(ids("estate:host{name regex 'x'}")).rejects.toMatchObject({
      code: 'EXPRESSION_PLUGIN_FAILED',
      message: expect.stringContaining('The operator "regex" is not known'),
    });
    const shell = running.get('shell') as Plugin;
    await shell.stop();
    await expect(ids('estate:host~(host)shell:agent')).rejects.toMatchObject({
      code: 'EXPRESSION_PLUGIN_FAILED',
      message: expect.stringContaining('The objects of "shell:agent" could not be read'),
      extensions: { entity: 'shell:agent', pluginCode: 'PLUGIN_UNREACHABLE' },
    });
  });
});

type Plugin = { targets: PluginTarget[]; stop(): Promise<void> };

async function startPlugin(name: string, dataFolder: string): Promise<Plugin> {
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: join(SAMPLES, name),
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await announcedAddress(child);
  return {
    targets: [{ instanceId: `inst_${name}`, baseUrl, healthy: true }],
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function announcedAddress(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const port = /listens on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port) return `http://127.0.0.1:${port}`;
  }
  throw new Error('The sample plugin ended before it listened.');
}

async function readModel(client: WecubeRestClient): Promise<ModelEntity[]> {
  const estate = await client.fetchDataModel('estate');
  const entities = estate.map(({ name, attributes }) =>
    anEntity(
      `estate:${name}`,
      ...attributes.map((attribute) => ({
        name: attribute.name,
        multiple: attribute.multiple,
        ...(attribute.refEntityName ? { references: `${attribute.refPackageName}:${attribute.refEntityName}` } : {}),
      })),
    ),
  );
  return [...entities, anEntity('shell:agent', 'version', 'state', { name: 'host', references: 'estate:host' })];
}
