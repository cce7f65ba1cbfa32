import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConformanceReport, testZip } from '@wecube/plugin-adapters/conformance';
import { pack } from '@wecube/plugin-adapters/sample';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startDockerEngine } from '../../../../subgraphs/core/src/adapters/docker/testing.ts';
import { productRoot, UsageError } from '../../settings.ts';
import { type TestPluginOptions, testPlugin } from './test-plugin.ts';

const folder = mkdtempSync(join(tmpdir(), 'wecube-plugin-test-'));
const sample = join(productRoot, 'plugin-adapters', 'sample', 'estate');
const quiet: TestPluginOptions = { set: [], write: false, call: [], only: [], limit: 30, strict: false };
let said: string[] = [];

beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  said = [];
  process.exitCode = undefined;
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function packed(image = false): Promise<string> {
  const result = await pack(sample, { outputFolder: folder, image });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.path;
}

describe('plugin test', () => {
  it('says of each check what was seen and what to do, and ends with 1 only for what must hold', async () => {
    const manifest = join(folder, 'register.xml');
    writeFileSync(manifest, readFileSync(join(sample, 'register.xml'), 'utf8').replace('idempotency="keyed"', ''));
    await testPlugin('http://127.0.0.1:2/estate', { ...quiet, manifest, only: ['manifest'] });
    expect(said.join('\n')).toMatch(
      /FAIL {2}idempotency-stated \(could\).*\n +seen: application\/set-state.*\n +do: Add/,
    );
    expect(said.at(-1)).toMatch(/^estate: \d+ passed, 1 failed \(0 must, 0 should, 1 could\), \d+ skipped$/);
    expect(process.exitCode).toBeUndefined();
    await testPlugin('http://127.0.0.1:2/estate', { ...quiet, only: ['server'] });
    expect(said.join('\n')).toContain('ECONNREFUSED');
    expect(process.exitCode).toBe(1);
  });

  it('gives the report as JSON, to a file or alone', async () => {
    const file = join(folder, 'report.json');
    const one = { ...quiet, only: ['package'] };
    await testPlugin(await packed(), { ...one, json: file });
    const report = JSON.parse(readFileSync(file, 'utf8')) as ConformanceReport;
    expect(report.checks.map(({ group }) => group)).toEqual(report.checks.map(() => 'package'));
    said = [];
    await testPlugin(await packed(), { ...one, json: true });
    expect(JSON.parse(said.join('\n'))).toMatchObject({ packageName: 'estate', failed: { must: 0 } });
  });

  it('refuses what is no package and no address, and a variable without a name', async () => {
    await expect(testPlugin(join(folder, 'none.zip'), quiet)).rejects.toThrow(UsageError);
    await expect(testPlugin(await packed(), { ...quiet, set: ['=x'] })).rejects.toThrow('NAME=VALUE');
  });

  it('runs the image of a package on a Docker engine, where it passes every check', async () => {
    await using engine = await startDockerEngine();
    const options = { limitMs: 30_000, slowMs: 20_000, inputs: {}, docker: engine.socketPath };
    const report = await testZip(await packed(true), { ...options, allowed: { write: true, calls: 'all' } });
    expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(report.checks.find(({ id }) => id === 'image-tagged')?.outcome).toBe('passed');
    expect(report.checks.find(({ id }) => id === 'stops-politely')?.outcome).toBe('passed');
  }, 240_000);
});
