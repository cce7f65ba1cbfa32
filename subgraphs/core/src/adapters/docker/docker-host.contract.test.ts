import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type ContractPackage, containerHostContract } from '../../modules/instances/container-host.contract.ts';
import type { ContainerHost, ContainerSpec } from '../../modules/instances/ports.ts';
import { createDockerHost } from './docker-host.ts';
import { useDockerEngine } from './engine-testing.ts';
import { startDockerEngine } from './testing.ts';

const IMAGE = 'wecube-contract/server:v1.0.0';

describe('docker host on a real engine', () => {
  const engine = useDockerEngine(IMAGE);

  const pack = async (): Promise<ContractPackage> => ({
    bundle: {
      packageName: 'contract',
      version: 'v1.0.0',
      imageName: IMAGE,
      files: engine.files.list,
      open: engine.files.open,
    },
    command: [],
    innerPort: () => 8080,
    addedVariables: ['HOME', 'HOSTNAME'],
  });
  containerHostContract(() => engine.host(), pack);

  const made = async (id: string, rest: Partial<ContainerSpec> = {}) => {
    const host = engine.host();
    const { bundle } = await pack();
    await host.install(bundle);
    await host.create({
      ...{ instanceId: id, packageName: 'contract', version: 'v1.0.0', command: [], imageName: IMAGE },
      ...{ environment: { PORT: '8080', MODE: 'serve' }, ports: [], volumes: [], ...rest },
    });
    return { host, found: await engine.docker().getContainer(`wecube-${id}`).inspect() };
  };
  /** What the process itself sees of its rights. */
  const ask = async (host: ContainerHost, id: string, line: string) => {
    const said: string[] = [];
    await host.run?.(id, { line, output: (text) => said.push(text) }, new AbortController().signal);
    return said.join('').trim();
  };

  it('publishes ports to this machine only and labels the container', async () => {
    const { host, found } = await made('inst_look', {
      ports: [{ hostPort: 20_999, containerPort: 8080 }],
      volumes: [{ hostPath: '/etc/localtime', containerPath: '/etc/localtime', readOnly: true }],
    });
    expect(found.HostConfig.PortBindings).toEqual({ '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '20999' }] });
    expect(found.HostConfig.Binds).toEqual(['/etc/localtime:/etc/localtime:ro']);
    expect(found.HostConfig.RestartPolicy?.Name).toBe('unless-stopped');
    expect(found.Config.Labels).toMatchObject({ 'wecube.instance': 'inst_look', 'wecube.package': 'contract' });
    await host.remove('inst_look');
  });

  it('confines every container: hardly a right, no new ones, limits, no socket', async () => {
    const { host, found } = await made('inst_confined', { limits: { memoryMiB: 64, cpus: 1_000 } });
    const config = found.HostConfig;
    expect(config).toMatchObject({ Privileged: false, SecurityOpt: ['no-new-privileges'], PidsLimit: 2_048 });
    expect(config).toMatchObject({ Memory: 64 * 1024 ** 2, MemorySwap: 64 * 1024 ** 2, ReadonlyRootfs: false });
    // More processors than the engine has would be refused.
    expect(config.NanoCpus).toBe((await engine.docker().info()).NCPU * 1e9);
    await host.start('inst_confined');
    const status = await ask(host, 'inst_confined', 'while read -r line; do echo "$line"; done </proc/1/status');
    // CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, KILL 5, SETGID 6, SETUID 7, NET_BIND_SERVICE 10.
    expect(status).toMatch(/CapEff:\s+00000000000004eb/);
    expect(status).toMatch(/CapBnd:\s+00000000000004eb/);
    expect(status).toMatch(/NoNewPrivs:\s+1/);
    expect(await ask(host, 'inst_confined', '[ -e /var/run/docker.sock ] && echo there')).toBe('');
    await host.remove('inst_confined');
  });

  it('gives a container what its package was granted, and no more', async () => {
    const confinement = { privileged: false, hostNetwork: true, capabilities: ['NET_ADMIN'], readOnlyRoot: false };
    const { host, found } = await made('inst_granted', { confinement });
    expect(found.HostConfig).toMatchObject({ NetworkMode: 'host', Privileged: false, CapDrop: ['ALL'] });
    expect(found.HostConfig.CapAdd).toContain('NET_ADMIN');
    const all = await made('inst_all', { confinement: { ...confinement, privileged: true, hostNetwork: false } });
    expect(all.found.HostConfig.Privileged).toBe(true);
    await host.remove('inst_granted');
    await host.remove('inst_all');
  });

  it('gives an image that is content with it a root that cannot be written to', async () => {
    const confinement = { privileged: false, hostNetwork: false, capabilities: [], readOnlyRoot: true };
    // The server of these tests writes below /www, which such an image would have as a volume.
    const folder = await mkdtemp(join(tmpdir(), 'wecube-www-'));
    const volumes = [{ hostPath: folder, containerPath: '/www', readOnly: false }];
    const { host, found } = await made('inst_read_only', { confinement, volumes });
    expect(found.HostConfig.ReadonlyRootfs).toBe(true);
    await host.start('inst_read_only');
    expect(
      await ask(host, 'inst_read_only', 'echo x >/file || echo refused; echo y >/tmp/file && echo kept'),
    ).toContain('kept');
    expect(await ask(host, 'inst_read_only', '[ -e /file ] || echo absent')).toBe('absent');
    await host.remove('inst_read_only');
    await rm(folder, { recursive: true, force: true });
  });

  it('runs a command in a container, gives output and exit code, and kills all of it when it must end', async () => {
    const host = engine.host();
    const { bundle } = await pack();
    await host.install(bundle);
    await host.create({
      ...{ instanceId: 'inst_run', packageName: 'contract', version: 'v1.0.0', command: [], imageName: IMAGE },
      ...{ environment: { PORT: '8080' }, ports: [], volumes: [] },
    });
    await host.start('inst_run');
    const run = async (line: string, signal = new AbortController().signal) => {
      const said: string[] = [];
      const exitCode = await host.run?.('inst_run', { line, output: (text) => said.push(text) }, signal);
      return { exitCode, said: said.join('') };
    };
    expect(await run('echo "one $((1+1))"; echo 世界 >&2; exit 3')).toEqual({ exitCode: 3, said: expect.any(String) });
    const { said } = await run('echo "one $((1+1))"; echo 世界 >&2');
    expect(said.split('\n').sort()).toEqual(['', 'one 2', '世界']);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 500);
    expect(await run('while true; do true; done & echo begun; wait', controller.signal)).toEqual({
      ...{ exitCode: null, said: 'begun\n' },
    });
    const { Processes } = await engine.docker().getContainer('wecube-inst_run').top();
    expect(JSON.stringify(Processes)).not.toContain('while true; do true');
    await host.remove('inst_run');
    await expect(run('true')).rejects.toMatchObject({ code: 'COMMAND_NOT_STARTED' });
  });

  it('hears an engine again that was restarted', async () => {
    const own = await startDockerEngine({ apart: 1 });
    const controller = new AbortController();
    const told: string[] = [];
    createDockerHost({ socketPath: own.socketPath }).watch(
      { changed: () => {}, resumed: () => told.push('resumed'), lost: () => told.push('lost') },
      controller.signal,
    );
    await expect.poll(() => told, { timeout: 5_000 }).toEqual(['resumed']);
    await own.kill();
    await expect.poll(() => told, { timeout: 5_000 }).toEqual(['resumed', 'lost']);
    await own.startAgain();
    await expect.poll(() => told, { timeout: 20_000 }).toEqual(['resumed', 'lost', 'resumed']);
    controller.abort();
    await own[Symbol.asyncDispose]();
  }, 90_000);

  it('says what is wrong with an image: not there, unreadable, or of another name', async () => {
    const host = engine.host();
    const { bundle } = await pack();
    const other = { ...bundle, imageName: 'wecube-contract/other:v1.0.0' };
    await expect(host.install(other)).rejects.toMatchObject({ code: 'IMAGE_TAG_MISSING' });
    await expect(host.install({ ...other, files: async () => [] })).rejects.toMatchObject({
      code: 'IMAGE_TAR_MISSING',
    });
    const garbage = { ...other, open: async () => Readable.from([Buffer.alloc(2_048, 'x')]) };
    await expect(host.install(garbage)).rejects.toMatchObject({ code: expect.stringMatching(/^IMAGE_/) });
    await expect(host.install({ ...bundle, imageName: null })).rejects.toMatchObject({ code: 'IMAGE_NOT_DECLARED' });
  });

  it('gives the reason of an engine that cannot be reached', async () => {
    const check = await createDockerHost({ socketPath: '/nowhere/docker.sock' }).check();
    expect(check).toMatchObject({
      available: false,
      said: { code: 'SERVER_NO_SOCKET' },
      reason: expect.stringContaining('There is no socket at /nowhere/docker.sock'),
    });
  });
});
