import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const module = fileURLToPath(new URL('./run-service.ts', import.meta.url));
const errors = fileURLToPath(new URL('../errors.ts', import.meta.url));

function run(start: string) {
  const code = `import { runService } from ${JSON.stringify(module)}; import { AppError } from ${JSON.stringify(errors)};
    class Known extends Error {}
    await runService(async () => { ${start} }, [Known]);`;
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { encoding: 'utf8' });
}

describe('a service that cannot start', () => {
  it.each([
    ["throw new AppError('CANNOT_LISTEN', 'The port is taken.')", 'The port is taken.'],
    ["throw new Known('The database cannot be read.')", 'The database cannot be read.'],
  ])('says in one line what an operator can put right: %s', (start, words) => {
    const { status, stderr } = run(start);
    expect([status, stderr.trim()]).toEqual([1, words]);
  });

  it('keeps the stack of a fault of ours', () => {
    const { status, stderr } = run("throw new TypeError('undefined is not a function')");
    expect(status).toBe(1);
    expect(stderr).toContain('    at ');
  });
});

it('lets the service finish its work when it is told to stop', () => {
  const { status, stdout } = run(
    "setTimeout(() => process.kill(process.pid, 'SIGTERM'), 50); const alive = setInterval(() => {}, 1000); return { [Symbol.asyncDispose]: async () => { clearInterval(alive); console.log('finished'); } };",
  );
  expect([status, stdout.trim()]).toEqual([0, 'finished']);
});
