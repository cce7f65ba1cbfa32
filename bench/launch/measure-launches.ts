import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Spread, spreadOf } from '../engine/statistics.ts';
import { watchInstances } from './instance-stream.ts';
import { IMAGE, type Stage } from './stage.ts';

export type LaunchFigures = {
  overheadMs: number;
  platformMs: Spread;
  engineMs: Spread;
  samples: { platformMs: number[]; engineMs: number[] };
};

/** Outside the range that the platform gives to instances. */
const BENCH_PORT = 34_999;

/**
 * From the click to the event that says RUNNING, beside what the engine alone needs to create and start the same
 * container until its port answers. Both in turn, so that a busy machine slows both.
 */
export async function measureLaunches(stage: Stage, count: number): Promise<LaunchFigures> {
  const samples = { platformMs: [] as number[], engineMs: [] as number[] };
  for (let round = 0; round < count; round += 1) {
    samples.engineMs.push(await launchByEngine(stage));
    samples.platformMs.push(await launchByPlatform(stage));
    console.error(
      `launch ${round + 1} of ${count}: ${samples.platformMs.at(-1)} ms, engine ${samples.engineMs.at(-1)} ms`,
    );
  }
  const [platformMs, engineMs] = [spreadOf(samples.platformMs), spreadOf(samples.engineMs)];
  return { overheadMs: Math.round(platformMs.median - engineMs.median), platformMs, engineMs, samples };
}

async function launchByPlatform(stage: Stage): Promise<number> {
  await using stream = await watchInstances(stage.client);
  const begun = performance.now();
  const id = await stage.launch();
  await stream.until((event) => event.instance.id === id && event.instance.status === 'RUNNING');
  const took = Math.round(performance.now() - begun);
  await stage.remove(id);
  return took;
}

async function launchByEngine({ docker }: Stage): Promise<number> {
  const begun = performance.now();
  const container = await docker.createContainer({
    Image: IMAGE,
    Env: ['MODE=serve'],
    ExposedPorts: { '8080/tcp': {} },
    HostConfig: {
      PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: String(BENCH_PORT) }] },
      ...{ Memory: 64 * 1024 ** 2, NanoCpus: 5e8, PidsLimit: 2_048, CapDrop: ['ALL'] },
    },
  });
  await container.start();
  while (!(await answers(BENCH_PORT))) await pause(5);
  const took = Math.round(performance.now() - begun);
  await container.remove({ force: true });
  return took;
}

/** The engine's own proxy listens before the server does, so only an answer counts. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
    socket
      .once('data', () => resolve(true))
      .once('error', () => resolve(false))
      .once('end', () => resolve(false));
    socket.on('data', () => socket.destroy());
  });
}
