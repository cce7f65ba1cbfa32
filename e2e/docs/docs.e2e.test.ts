import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/client.ts';
import { Platform } from '../support/platform.ts';

const root = join(import.meta.dirname, '..', '..');
/** What the guide's reader chose at the first sign-in. */
const PASSWORD = 'Correct-horse-battery-1';

/** Commands that run elsewhere; a command of the documents is executed here unless it stands here. */
const PROVED_ELSEWHERE: Readonly<Record<string, string>> = {
  './wecube test': 'it is what runs this test',
  './wecube test format': 'a gate of the same run',
  './wecube test types': 'a gate of the same run',
  './wecube test boundaries': 'a gate of the same run',
  'npx vitest run subgraphs/kit': 'the unit gate runs these tests',
};
const KNOWN =
  /^(\.\/wecube (up|down|doctor|migrate|admin reset|plugin (inspect|pack|key|create|test))\b|npm --prefix \.wecube\/|curl |TOKEN=\$\(|WECUBE_USER=\w+ WECUBE_PASSWORD=\S+ \.\/wecube orchestration (export|import)\b)/;

/** Every command of the documents does what it says, in their order; stopping comes last, so that one platform is enough. */
describe('the commands of the documents', () => {
  const platform = new Platform();
  const variables: Record<string, string> = {};
  // Below the checkout, where the compiler is found without an installation.
  const projects = { notes: join(root, '.wecube', `docs-${process.pid}`, 'team-notes') };
  const found = documents().flatMap((document) => commandsOf(document).map((command) => ({ document, command })));
  const here = found.filter(({ command }) => !(command in PROVED_ELSEWHERE));
  const stops = here.filter(({ command }) => command.startsWith('./wecube down'));

  beforeAll(async () => {
    await platform.up();
    await new ApiClient(platform.address).signIn('admin', platform.password, PASSWORD);
  });
  afterAll(async () => {
    await platform[Symbol.asyncDispose]();
    rmSync(dirname(projects.notes), { recursive: true, force: true });
  });

  it('are known, and none is excused that no document has', () => {
    expect(here.filter(({ command }) => !KNOWN.test(command))).toEqual([]);
    const all = new Set(found.map(({ command }) => command));
    expect(Object.keys(PROVED_ELSEWHERE).filter((command) => !all.has(command))).toEqual([]);
    expect(here.length).toBeGreaterThan(10);
  });

  it.each(here.filter((one) => !stops.includes(one)))('$document: $command', async ({ command }) => {
    const output = await execute(command);
    // GraphQL answers 200 whatever happened.
    if (command.includes('/graphql')) expect(output).not.toMatch(/"errors":|"code":/);
  });

  it.each(stops)('$document: $command', async ({ command }) => {
    await execute(command);
  });

  async function execute(command: string): Promise<string> {
    const name = /^([A-Z]+)=/.exec(command)?.[1];
    const line = name ? `${placed(command)}; printf %s "$${name}"` : placed(command);
    const { stdout } = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', line], {
      cwd: root,
      env: { ...process.env, ...variables },
    });
    if (name) {
      expect(stdout).not.toBe('');
      variables[name] = stdout;
    }
    return stdout;
  }

  /** The same command for the platform of this test instead of the reader's. */
  function placed(command: string): string {
    const own = command
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${platform.port}`)
      .replaceAll('.wecube/packed', join(platform.data, 'packed'))
      .replaceAll('.wecube/orchestrations', join(platform.data, 'orchestrations'))
      .replaceAll('.wecube/maker.pem', join(platform.data, 'maker.pem'))
      .replaceAll('.wecube/team-notes', projects.notes);
    const verb = /^\.\/wecube (up|down|doctor|migrate|admin reset)\b/.exec(own)?.[1];
    if (!verb) return own;
    const port = verb === 'up' || verb === 'doctor' ? ` --port ${platform.port}` : '';
    return `${own.replace(/ --(port|data) \S+/g, '')}${port} --data ${platform.data}`;
  }
});

/** README.md and CONTRIBUTING.md, then everything below docs. */
function documents(): string[] {
  const below = (readdirSync(join(root, 'docs'), { recursive: true }) as string[]).filter((name) =>
    name.endsWith('.md'),
  );
  return ['README.md', 'CONTRIBUTING.md', ...below.sort().map((name) => `docs/${name}`)];
}

function commandsOf(document: string): string[] {
  const blocks = readFileSync(join(root, document), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms);
  return [...blocks].flatMap(([, block = '']) =>
    block.split('\n').filter((line) => line.trim() && !line.startsWith('#')),
  );
}
