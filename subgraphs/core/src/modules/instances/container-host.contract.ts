import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ContainerHost, ContainerSpec, ContainerState, LogPart, PackageBundle, Usage } from './ports.ts';

/** A package that the host under test can run. */
export type ContractPackage = {
  /** Runs a small HTTP server on `PORT` that prints its environment and `ready <GREETING>`. */
  bundle: PackageBundle;
  /** Its command (for process hosts), with what must be run for each of the behaviours below. */
  command: readonly string[];
  /** The port that the server listens on when it must be reached at `hostPort`. */
  innerPort(hostPort: number): number;
  /** Variables that the host adds to the declared ones. */
  addedVariables: readonly string[];
};

let counter = 0;

/**
 * What every `ContainerHost` must do. `open` makes a new adapter on the same machine, as a restarted platform would.
 * The program behaves by its variable MODE: `serve`, `stubborn` (ignores SIGTERM) or `die` (prints and exits with 3).
 */
export function containerHostContract(open: () => ContainerHost, pack: () => Promise<ContractPackage>): void {
  const specFor = async (mode: string): Promise<ContainerSpec> => {
    const { bundle, command, innerPort } = await pack();
    const hostPort = await freePort();
    counter += 1;
    return {
      instanceId: `inst_contract-${process.pid}-${counter}`,
      packageName: bundle.packageName,
      version: bundle.version,
      command,
      imageName: bundle.imageName,
      environment: { PORT: String(innerPort(hostPort)), MODE: mode, GREETING: 'hello, 世界 = "a b"' },
      ports: [{ hostPort, containerPort: innerPort(hostPort) }],
      volumes: [],
    };
  };
  const launched = async (mode: string, host = open()) => {
    const spec = await specFor(mode);
    await host.install((await pack()).bundle);
    await host.create(spec);
    expect(await host.inspect(spec.instanceId)).toEqual({ status: 'CREATED' });
    await host.start(spec.instanceId);
    return spec;
  };
  const cleared = async (host: ContainerHost, { instanceId }: ContainerSpec) => {
    await host.stop(instanceId, 100);
    await host.remove(instanceId);
  };

  it('is available', async () => {
    expect(await open().check()).toMatchObject({ available: true });
  });

  it('installs a package once, and takes it away', async () => {
    const { bundle } = await pack();
    await open().uninstall(bundle);
    expect(await open().install(bundle)).toBe(true);
    expect(await open().install(bundle)).toBe(false);
    await open().uninstall(bundle);
    await open().uninstall(bundle);
    expect(await open().install(bundle)).toBe(true);
  });

  it('runs a container, reachable at its port, with its log, until it is stopped and removed', async () => {
    const host = open();
    const spec = await launched('serve', host);
    expect(await answer(spec)).toBe('served');
    expect(await host.inspect(spec.instanceId)).toEqual({ status: 'RUNNING' });
    expect(await host.logs(spec.instanceId, 100)).toContain('ready hello, 世界 = "a b"');
    expect(await host.logs(spec.instanceId, 1)).toHaveLength(1);

    await host.stop(spec.instanceId, 5_000);
    await host.stop(spec.instanceId, 5_000);
    expect((await host.inspect(spec.instanceId)).status).toBe('EXITED');
    await host.remove(spec.instanceId);
    await host.remove(spec.instanceId);
    expect(await host.inspect(spec.instanceId)).toEqual({ status: 'ABSENT' });
    expect(await host.logs(spec.instanceId, 10)).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${spec.ports[0]?.hostPort}/`)).rejects.toThrow();
  });

  it('gives the container its declared variables and no other of ours', async () => {
    const host = open();
    const spec = await launched('serve', host);
    await answer(spec);
    const names = (await host.logs(spec.instanceId, 200)).flatMap((line) => /^env ([A-Za-z_]+)=/.exec(line)?.[1] ?? []);
    expect(names.sort()).toEqual([...Object.keys(spec.environment), 'PATH', ...(await pack()).addedVariables].sort());
    await cleared(host, spec);
  });

  it('is found again by a platform that was killed', async () => {
    const spec = await launched('serve');
    await answer(spec);
    const later = open();
    expect(await later.inspect(spec.instanceId)).toEqual({ status: 'RUNNING' });
    await later.stop(spec.instanceId, 5_000);
    expect((await later.inspect(spec.instanceId)).status).toBe('EXITED');
    await later.remove(spec.instanceId);
  });

  it('tells a container that ended by itself, with its exit code and last words', async () => {
    const host = open();
    const spec = await launched('die', host);
    expect(await stateAfterEnd(host, spec)).toEqual({ status: 'EXITED', exitCode: 3 });
    expect((await host.logs(spec.instanceId, 100)).join('\n')).toContain('cannot go on');
    await cleared(host, spec);
  });

  it('ends a stubborn container by force', async () => {
    const host = open();
    const spec = await launched('stubborn', host);
    expect(await answer(spec)).toBe('served');
    await host.stop(spec.instanceId, 300);
    expect((await host.inspect(spec.instanceId)).status).toBe('EXITED');
    await host.remove(spec.instanceId);
  });

  it('tells at once of a container that ended', async () => {
    const host = open();
    const controller = new AbortController();
    const told: string[] = [];
    const listener = { changed: (id: string) => told.push(id), resumed: () => told.push('resumed'), lost: () => {} };
    host.watch(listener, controller.signal);
    const spec = await launched('serve', host);
    await answer(spec);
    told.length = 0;
    await host.stop(spec.instanceId, 5_000);
    await expect.poll(() => told, { timeout: 1_000 }).toContain(spec.instanceId);
    controller.abort();
    told.length = 0;
    await cleared(host, spec);
    await pause(200);
    expect(told).toEqual([]);
  });

  it('follows the output from its last lines on, goes on where a reader was, and ends with the container', async () => {
    const host = open();
    const spec = await launched('serve', host);
    await answer(spec);
    const first = await take(host.follow(spec.instanceId, { tail: 1 }, new AbortController().signal), 1);
    expect(first.lines).toEqual(['ready hello, 世界 = "a b"']);
    const reader = take(host.follow(spec.instanceId, { after: first.cursor }, new AbortController().signal), 1);
    await expect(Promise.race([reader, pause(500, 'silent')])).resolves.toBe('silent');
    await host.stop(spec.instanceId, 5_000);
    const end = host.inspect(spec.instanceId);
    expect((await end).status).toBe('EXITED');
    await host.remove(spec.instanceId);
    expect((await reader).lines).toEqual([]);
    const nobody = host.follow(spec.instanceId, { tail: 10 }, new AbortController().signal);
    expect((await take(nobody, 1)).lines).toEqual([]);
  });

  it('lets a reader leave who waits for the next line', async () => {
    const host = open();
    const spec = await launched('serve', host);
    await answer(spec);
    const controller = new AbortController();
    const reader = take(host.follow(spec.instanceId, { tail: 1 }, controller.signal), 2);
    await pause(300);
    controller.abort();
    expect((await reader).lines).toHaveLength(1);
    await cleared(host, spec);
  });

  it('measures what a container uses, until it ends', async () => {
    const host = open();
    const spec = await launched('serve', host);
    await answer(spec);
    const seen: Usage[] = [];
    for await (const usage of host.usage(spec.instanceId, new AbortController().signal)) {
      seen.push(usage);
      if (seen.length === 2) await host.stop(spec.instanceId, 5_000);
    }
    expect(seen.length).toBeGreaterThanOrEqual(2);
    for (const { cpuPercent, memoryBytes } of seen.slice(0, 2)) {
      expect(cpuPercent).toBeGreaterThanOrEqual(0);
      expect(memoryBytes).toBeGreaterThan(100_000);
    }
    await host.remove(spec.instanceId);
    for await (const _ of host.usage(spec.instanceId, new AbortController().signal)) throw new Error('it is gone');
  });

  it('knows nothing of an instance that was never created', async () => {
    const host = open();
    expect(await host.inspect('inst_never')).toEqual({ status: 'ABSENT' });
    expect(await host.logs('inst_never', 10)).toEqual([]);
    await host.stop('inst_never', 10);
    await host.remove('inst_never');
  });

  it('refuses a package whose content cannot be installed, and keeps nothing of it', async () => {
    const { bundle } = await pack();
    const broken: PackageBundle = {
      ...bundle,
      version: 'v9.9.9',
      imageName: bundle.imageName && 'wecube-contract/absent:v9.9.9',
      open: () => Promise.reject(new Error('the store is down')),
    };
    await expect(open().install(broken)).rejects.toThrow('the store is down');
    await expect(open().install(broken)).rejects.toThrow('the store is down');
  });
}

/** All lines of the first parts. */
async function take(parts: AsyncIterable<LogPart>, most: number): Promise<LogPart> {
  const all = { lines: [] as string[], cursor: '' };
  let taken = 0;
  for await (const { lines, cursor } of parts) {
    all.lines.push(...lines);
    all.cursor = cursor;
    taken += 1;
    if (taken === most) break;
  }
  return all;
}

async function answer(spec: ContainerSpec): Promise<string> {
  const url = `http://127.0.0.1:${spec.ports[0]?.hostPort}/`;
  for (let tried = 0; ; tried += 1) {
    try {
      return (await (await fetch(url)).text()).trim();
    } catch (error) {
      if (tried > 200) throw error;
      await pause(50);
    }
  }
}

async function stateAfterEnd(host: ContainerHost, { instanceId }: ContainerSpec): Promise<ContainerState> {
  for (let tried = 0; tried < 400; tried += 1) {
    const state = await host.inspect(instanceId);
    if (state.status !== 'RUNNING') return state;
    await pause(20);
  }
  throw new Error('the container did not end');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
