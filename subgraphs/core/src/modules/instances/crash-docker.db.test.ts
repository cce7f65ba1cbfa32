import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openTestDatabase, type TestDatabase } from '@wecube/prisma/testing';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServerImage, startDockerEngine, type TestEngine } from '../../adapters/docker/testing.ts';
import { crashHosts, imageFile, imagesIn, KILL_POINTS, packageNameAt } from './crash-life.ts';
import { aContainerPackage, imageOf, startTestPlatform, type TestPlatform, tracesOf } from './testing.ts';
import { bucketsIn, databasesIn } from './testing-stores.ts';

const LIFE = join(import.meta.dirname, 'crash-life.ts');
const SOURCE = 'wecube-test/source:v1.0.0';
const NAMES = KILL_POINTS.map(packageNameAt);
/** In the next life every second launch comes to its end and the others fail. */
const willEnd = (name: string) => NAMES.indexOf(name) % 2 === 0;

let engine: TestEngine;
let docker: Docker;
let test: TestDatabase<'core'>;
let dataDir: string;
let platform: TestPlatform | undefined;

beforeAll(async () => {
  engine = await startDockerEngine();
  docker = new Docker({ socketPath: engine.socketPath });
  test = await openTestDatabase('core', 'sqlite');
  dataDir = await mkdtemp(join(tmpdir(), 'wecube-crash-'));
  await layImages();
}, 120_000);
afterAll(async () => {
  await platform?.parts.stop?.();
  for (const { Id } of (await docker?.listContainers({ all: true })) ?? []) {
    await docker.getContainer(Id).remove({ force: true });
  }
  await test?.drop();
  await rm(dataDir, { recursive: true, force: true });
  await engine?.[Symbol.asyncDispose]();
}, 120_000);

/** An `image.tar` for each package, all of the same content under different names. */
async function layImages(): Promise<void> {
  await mkdir(join(dataDir, 'images'), { recursive: true });
  const source = await buildServerImage(docker, SOURCE);
  const loaded = await docker.loadImage(Readable.from([source]));
  await new Promise((resolve, reject) =>
    docker.modem.followProgress(loaded, (error) => (error ? reject(error) : resolve(null))),
  );
  for (const name of NAMES) {
    const [repo = '', tag = ''] = imageOf(name).split(':');
    await docker.getImage(SOURCE).tag({ repo, tag });
    await pipeline(await docker.getImage(imageOf(name)).get(), createWriteStream(imageFile(dataDir, name)));
    await docker.getImage(imageOf(name)).remove();
  }
  await docker.getImage(SOURCE).remove();
}

/** A real process that is killed while one launch stands at each moment of each step. */
async function liveAndDie(): Promise<void> {
  const life = spawn(process.execPath, ['--import', 'tsx', LIFE, test.url, dataDir, engine.socketPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(life, 'exit');
  const said = await Promise.race([once(life.stdout, 'data').then(String), ended.then(() => 'it ended')]);
  expect(said.trim()).toBe('standing');
  life.kill('SIGKILL');
  await ended;
}

const probe = {
  ask: async ({ healthPath }: { healthPath: string }) =>
    healthPath === '/ready' ? ({ ready: true } as const) : ({ ready: false, reason: 'it stays silent' } as const),
};

it('launches on a real engine what a killed platform had begun, at every moment of every step, or undoes all of it', async () => {
  await liveAndDie();
  platform = await startTestPlatform({
    ...{ database: test.database, dataDir, hosts: crashHosts(dataDir, engine.socketPath) },
    packages: NAMES.map((name) => aContainerPackage(name, willEnd(name) ? '/ready' : '/silent')),
    settings: { healthLimitMs: 1_000 },
    overrides: { probe, files: imagesIn(dataDir), buckets: bucketsIn(dataDir), databases: databasesIn(dataDir) },
  });
  const { repository } = platform;
  const settled = async (status: string) =>
    (await repository.list({ status })).map(({ packageName }) => packageName).sort();
  // The launch whose last step was done had succeeded already.
  const done = (await settled('RUNNING')).slice(0, 1);
  const launched = NAMES.filter((name) => willEnd(name) || done.includes(name)).sort();
  await expect.poll(() => settled('LAUNCHING'), { timeout: 240_000, interval: 500 }).toEqual([]);
  // The one that had succeeded is silent now, so it may be known as such already.
  expect([...(await settled('RUNNING')), ...(await settled('UNHEALTHY'))].sort()).toEqual(launched);
  expect(await settled('FAILED')).toEqual(NAMES.filter((name) => !launched.includes(name)).sort());

  const containers = await docker.listContainers({ all: true });
  expect(containers.map(({ State }) => State)).toEqual(launched.map(() => 'running'));
  expect(containers.map(({ Labels }) => Labels['wecube.package']).sort()).toEqual(launched);
  const images = (await docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);
  expect(images.sort()).toEqual(launched.map(imageOf).sort());
  const published = containers.flatMap(({ Ports }) => Ports.map(({ PublicPort }) => PublicPort));
  expect(new Set(published).size).toBe(launched.length);
  const traces = await tracesOf(test.database, dataDir);
  expect(traces).toMatchObject({ ports: launched.length, identities: launched.length });
  expect([traces.buckets.sort(), traces.databases.sort()]).toEqual([launched, launched]);
}, 400_000);
