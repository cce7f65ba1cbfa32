import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '../../free-port.ts';
import { examine } from './doctor.ts';

const folder = mkdtempSync(join(tmpdir(), 'wecube-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('finds nothing that keeps the platform from working where it works', async () => {
  const findings = await examine(join(folder, 'data'), await freePort());
  expect(findings.filter(({ level }) => level === 'ERROR')).toEqual([]);
});

it('names every problem at once, each with its fix', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  writeFileSync(join(folder, 'file'), '');
  const findings = await examine(join(folder, 'file', 'data'), (server.address() as AddressInfo).port);
  const errors = findings.filter(({ level }) => level === 'ERROR');
  expect(errors.map(({ subject }) => subject)).toEqual(['data folder', 'port']);
  expect(findings.every(({ level, fix }) => level === 'OK' || fix)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});
