import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareSettings, UsageError } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'wecube-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const prepare = (data: string, env: Record<string, string> = {}) =>
  prepareSettings({ port: 8080, data, empty: true, allowProcessPackages: false }, env);

describe('the settings of an embedded platform', () => {
  it('keeps its secret between starts, for its user only', () => {
    const data = join(folder, 'kept', 'deep');
    const { internalKey } = prepare(data);
    expect(internalKey.length).toBeGreaterThanOrEqual(32);
    expect(prepare(data).internalKey).toBe(internalKey);
    expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(existsSync(join(data, '.writable'))).toBe(false);
  });

  it('takes databases from the environment, else files in the data folder', () => {
    const data = join(folder, 'databases');
    expect(prepare(data).coreDatabaseUrl).toBe(`file:${join(data, 'database', 'core.db')}`);
    const url = 'mysql://u:p@127.0.0.1:3306/auth';
    expect(prepare(data, { WECUBE_AUTH_DATABASE_URL: url }).authDatabaseUrl).toBe(url);
  });

  it('passes on what the environment sets of the services, and nothing else', () => {
    const env = { WECUBE_PACKAGE_LIMIT_BYTES: '1000', HOME: '/root' };
    expect(prepare(join(folder, 'passed'), env).environment).toEqual({ WECUBE_PACKAGE_LIMIT_BYTES: '1000' });
  });

  it('finds a place for the socket when the path of the data folder is too long for one', () => {
    const { objectStoreSocket } = prepare(join(folder, 'x'.repeat(120)));
    expect(Buffer.byteLength(objectStoreSocket)).toBeLessThan(104);
    rmSync(join(objectStoreSocket, '..'), { recursive: true });
  });

  it.each([
    ['a file', () => join(folder, 'file')],
    ['below a file', () => join(folder, 'file', 'below')],
    ['where nobody can write', () => '/proc/wecube'],
  ])('says in one line that the data folder cannot be written: %s', (_what, path) => {
    writeFileSync(join(folder, 'file'), '');
    chmodSync(join(folder, 'file'), 0o400);
    expect(() => prepare(path())).toThrow(UsageError);
    expect(() => prepare(path())).toThrow(
      /^The data folder \S+ cannot be written \(\w+\)\. Choose another with --data DIR\.$/,
    );
  });
});
