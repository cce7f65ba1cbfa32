import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack } from '../sample/index.ts';
import { type ConformanceReport, testUrl, testZip } from './index.ts';

const COMMON = { limitMs: 20_000, slowMs: 15_000, allowed: { write: true, calls: 'all' as const } };
const INPUTS = {
  'script/run': { script: 'echo done' },
  'script/slow': { host: 'host_mall_web_1', seconds: 0 },
  'script/fail': { host: 'host_mall_web_1' },
  'agent/install': { host: 'host_mall_web_1' },
  'agent/start': { host: 'host_mall_web_1' },
  'agent/stop': { host: 'host_mall_web_1' },
  'application/set-state': { object: 'app_mall' },
  'unit/set-state': { object: 'unit_mall_web' },
  'host/set-state': { object: 'host_mall_web_1' },
};
const sample = (name: string) => join(import.meta.dirname, '..', 'sample', name);
const failed = ({ checks }: ConformanceReport) => checks.filter(({ outcome }) => outcome === 'failed');

describe('the sample packages', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wecube-conformance-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function packed(name: string): Promise<string> {
    const result = await pack(sample(name), { outputFolder: folder });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.path;
  }

  it.each(['estate', 'shell'])(
    '%s passes every check as a process',
    async (name) => {
      const report = await testZip(await packed(name), { ...COMMON, inputs: INPUTS });
      expect(failed(report)).toEqual([]);
      expect(report.passed).toBeGreaterThan(80);
    },
    240_000,
  );

  it('what nothing answers for says so, once', async () => {
    const report = await testUrl('http://127.0.0.1:2/estate', { ...COMMON, inputs: {}, groups: ['package', 'server'] });
    expect(failed(report)[0]).toMatchObject({ id: 'answers', reason: expect.stringContaining('ECONNREFUSED') });
  });

  it('what is not allowed is skipped with a reason', async () => {
    const options = { ...COMMON, inputs: {}, allowed: { write: false, calls: [] } };
    const { checks } = await testZip(await packed('estate'), options);
    const quiet = checks.filter(({ group }) => group === 'writes' || group === 'calls');
    expect(new Set(quiet.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']));
    expect(checks.filter(({ outcome, reason }) => outcome === 'skipped' && !reason)).toEqual([]);
  }, 120_000);
});
