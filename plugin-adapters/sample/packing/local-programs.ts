import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file of an image's file system; `path` has no leading slash. */
export type ImageFile = { path: string; mode: number; bytes: Buffer };

/** What a script may expect besides the shell; a program that this machine lacks is left out. */
const TOOLBOX = [
  'sh',
  'cat',
  'cut',
  'date',
  'echo',
  'env',
  'expr',
  'false',
  'grep',
  'head',
  'hostname',
  'id',
  'ls',
  'mkdir',
  'rm',
  'sed',
  'seq',
  'sleep',
  'sort',
  'tail',
  'test',
  'touch',
  'tr',
  'true',
  'uname',
  'uptime',
  'wc',
];
const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** Node and a small set of programs with the libraries they need, copied from this machine. */
export async function collectPrograms(): Promise<ImageFile[]> {
  const found = await Promise.all(TOOLBOX.map(locate));
  const tools = found.filter((path): path is string => path !== null);
  const programs = [
    { from: process.execPath, to: '/usr/local/bin/node' },
    ...tools.map((path) => ({ from: path, to: `/bin/${path.split('/').at(-1)}` })),
  ];
  const libraries = new Set((await Promise.all(programs.map(({ from }) => librariesOf(from)))).flat());
  const copies = [...programs, ...[...libraries].map((path) => ({ from: path, to: path }))];
  return Promise.all(
    copies.map(async ({ from, to }) => ({
      path: to.slice(1),
      mode: 0o755,
      bytes: await readFile(await realpath(from)),
    })),
  );
}

async function locate(name: string): Promise<string | null> {
  for (const folder of FOLDERS) {
    const path = join(folder, name);
    if (await isExecutable(path)) {
      return path;
    }
  }
  return null;
}

/** The files that the loader would load, the loader itself included; none for a program that is linked statically. */
async function librariesOf(program: string): Promise<string[]> {
  const { stdout } = await run('ldd', [program]).catch((error: { stdout?: string }) => ({
    stdout: error.stdout ?? '',
  }));
  return [...stdout.matchAll(/(?:=> )?(\/[^\s]+) \(0x/g)].map((match) => match[1] ?? '');
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
