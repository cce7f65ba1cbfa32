import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/platform.ts';

const root = join(import.meta.dirname, '..', '..');
const NOBODY = 65_534;

/** A start that cannot succeed is one clear line and leaves nothing. */
describe('a start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-e2e-start-'));
  let taken: Server;
  let takenPort: number;

  beforeAll(async () => {
    expect(wecube(['up', '--help']).status).toBe(0); // whatever is to be built is built now
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    takenPort = (taken.address() as { port: number }).port;
  });
  afterAll(() => {
    taken?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('on a taken port says so', () => {
    const data = join(folder, 'port');
    const line = `Port ${takenPort} of 127.0.0.1 is taken by another program. Choose another with --port N.`;
    expect(wecube(['up', '--port', String(takenPort), '--data', data])).toEqual({ status: 1, output: `${line}\n` });
    expect(existsSync(data)).toBe(false);
  });

  it.each([
    ['no number', 'eighty'],
    ['too large', '70000'],
  ])('on a port that is %s says what a port is', (_what, port) => {
    const { status, output } = wecube(['up', '--port', port, '--data', join(folder, 'none')]);
    expect(status).toBe(1);
    expect(output).toContain('A port is a whole number from 1 to 65535.');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('with a data folder below a file says that it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), 'stays');
    await refused(join(folder, 'file', 'below'));
    await refused(join(folder, 'file'));
    expect(readdirSync(folder).sort()).toEqual(['file']);
  });

  it('with something else where a part of its data should be says the same', async () => {
    const data = join(folder, 'odd');
    mkdirSync(data);
    writeFileSync(join(data, 'database'), 'stays');
    await refused(data, 'database');
    rmSync(data, { recursive: true });
  });

  it('with a data folder that belongs to somebody else says the same', async () => {
    const data = join(folder, 'foreign');
    mkdirSync(data, { mode: 0o555 });
    spawnSync('chmod', ['755', folder]);
    await refused(data, '', process.getuid?.() === 0 ? NOBODY : undefined);
    expect(readdirSync(data)).toEqual([]);
  });

  async function refused(data: string, part = '', user?: number): Promise<void> {
    const { status, output } = wecube(['up', '--port', String(await freePort()), '--data', data], user);
    expect(output).toMatch(/^The data folder \S+ cannot be written \([A-Z]+\)\. Choose another with --data DIR\.\n$/);
    expect(output).toContain(join(data, part));
    expect(status).toBe(1);
  }
});

/** Runs the command as a person would, as somebody else when asked. */
function wecube(args: string[], user?: number): { status: number | null; output: string } {
  const identity = user === undefined ? {} : { uid: user, gid: user };
  const { status, stdout, stderr } = spawnSync(join(root, 'wecube'), args, { cwd: '/', encoding: 'utf8', ...identity });
  return { status, output: stdout + stderr };
}
