import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import type { PackageRecord } from '../packages/index.ts';
import { LAUNCH_STEPS, type LaunchStepKey, stepLabel } from './domain/launch-steps.ts';
import type { InstancesDependencies } from './module.ts';
import type { ContainerHost } from './ports.ts';
import { aLaunchablePackage, NO_TRACES, testSession, useTestPlatforms } from './testing.ts';

type Fault = {
  host?: (host: ContainerHost) => ContainerHost;
  overrides?: Partial<InstancesDependencies>;
  environment?: string;
  resources?: string;
};

const broken = () => Promise.reject(new Error('it broke'));

const PROCESS = '<process start="node server.cjs" healthPath="/health" envVariables="PORT={{ALLOCATE_PORT}}"/>';
const BROKEN_BUCKETS = { available: async () => true, has: async () => false, ensure: broken, drop: async () => {} };

const BROKEN_DATABASES = BROKEN_BUCKETS;

/** Breaks one step each, where possible after it had its effect. */
function faultAt(step: LaunchStepKey, pack: () => PackageRecord): Fault {
  switch (step) {
    case 'check':
      return { overrides: { packages: decommissionedAfter(1, pack) } };
    case 'finish':
      return { overrides: { packages: decommissionedAfter(2, pack) } };
    case 'port':
      throw new Error('the port has a test of its own');
    case 'files':
      return { overrides: { files: { list: async () => [{ path: 'server.cjs', sizeBytes: 1 }], open: broken } } };
    case 'database':
      return {
        overrides: { databases: BROKEN_DATABASES },
        resources: `${PROCESS}<mysql schema="sample" initFileName=""/>`,
      };
    case 'bucket':
      return { overrides: { buckets: BROKEN_BUCKETS }, resources: `${PROCESS}<s3 bucketName="sample"/>` };
    case 'proxy':
      return { overrides: { proxy: { allow: broken, hasDomains: async () => false, forget: async () => {} } } };
    case 'identity':
      return { overrides: { secretBox: { seal: fail, open: fail } } };
    case 'variables':
      return { overrides: { variables: { effective: broken } }, environment: 'PORT={{ALLOCATE_PORT}},X={{ABSENT}}' };
    case 'create':
      return { host: (host) => ({ ...host, create: (spec) => host.create(spec).then(broken) }) };
    case 'start':
      return { host: (host) => ({ ...host, start: (id) => host.start(id).then(broken) }) };
    case 'health':
      return { environment: 'PORT={{ALLOCATE_PORT}},MODE=die' };
  }
}

const fail = (): never => {
  throw new Error('it broke');
};

/** The package is registered for the first questions, then somebody decommissions it. */
function decommissionedAfter(questions: number, pack: () => PackageRecord): InstancesDependencies['packages'] {
  let asked = 0;
  return {
    findPackage: async () => ({ ...pack(), status: asked++ < questions ? 'REGISTERED' : 'DECOMMISSIONED' }),
    activePackages: async () => [],
    reportComposition: async () => true,
  };
}

describeDatabases('core', (open) => {
  const { start, launch, traces } = useTestPlatforms(open);

  it.each(LAUNCH_STEPS.filter((key) => key !== 'port'))(
    'a launch that fails at "%s" leaves nothing half done and says what was undone',
    async (key) => {
      let pack = aLaunchablePackage();
      const { host, overrides, environment, resources } = faultAt(key, () => pack);
      pack = aLaunchablePackage({ environment, resources });
      const platform = await start([pack], { changeHost: host, overrides });
      const { id } = await launch(platform, pack);
      const failed = await platform.until(id, 'FAILED');

      expect(await traces()).toEqual(NO_TRACES);
      expect(failed.port).toBeNull();
      expect(failed.error).toContain(`"${stepLabel(key).en}" failed.`);
      expect(failed.steps.find((step) => step.key === key)).toMatchObject({ status: 'FAILED' });
      const at = LAUNCH_STEPS.indexOf(key);
      expect(failed.steps.slice(0, at).map(({ status }) => status)).toEqual(
        LAUNCH_STEPS.slice(0, at).map(() => 'UNDONE'),
      );
      expect(failed.steps.slice(at + 1).every(({ status }) => status === 'WAITING')).toBe(true);
      if (at > LAUNCH_STEPS.indexOf('port')) expect(failed.error).toMatch(/Undone: .*port \d+ was released/);
      expect(failed.nextLaunchAt).toBeNull();
    },
  );

  it('fails with a reason when no port is left', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack]);
    platform.dependencies.resources.reservePort = () => Promise.reject(new Error('no port is left'));
    const other = await start([pack], { overrides: { resources: platform.dependencies.resources } });
    await platform.supervisor.stop();
    const { id } = await launch(other, pack);
    expect((await other.until(id, 'FAILED')).error).toBe(
      '"Reserve a port" failed. no port is left. Nothing had to be undone.',
    );
    expect(await traces()).toMatchObject({ ports: 0, processes: [] });
  });

  it('tells the exit code and the last output of an instance that dies, its secrets masked', async () => {
    const environment = 'PORT={{ALLOCATE_PORT}},MODE=die,SECRET={{JWT_SIGNING_KEY}}';
    const pack = aLaunchablePackage({ environment });
    const platform = await start([pack]);
    const { id } = await launch(platform, pack);
    const { error } = await platform.until(id, 'FAILED');
    expect(error).toContain('exit code 7');
    expect(error).toContain('no database');
    expect(error).toContain('secret is ******');
  });

  it('gives up an instance that never answers', async () => {
    const pack = aLaunchablePackage({ environment: 'PORT={{ALLOCATE_PORT}},MODE=mute' });
    const platform = await start([pack], { settings: { healthLimitMs: 1_000 } });
    const { id } = await launch(platform, pack);
    const { error } = await platform.until(id, 'FAILED');
    expect(error).toContain('It did not answer within 1 s: answered 503');
    expect(await traces()).toMatchObject({ processes: [], ports: 0 });
  });

  it('launches a failed instance again when a person asks for it', async () => {
    let works = false;
    const pack = aLaunchablePackage();
    const platform = await start([pack], {
      changeHost: (host) => ({ ...host, start: (id) => (works ? host.start(id) : broken()) }),
    });
    const { id } = await launch(platform, pack);
    await platform.until(id, 'FAILED');
    works = true;
    await platform.restart(id, testSession);
    expect(await platform.until(id, 'RUNNING')).toMatchObject({ error: null });
  });

  it('says so when something could not be undone, and removes it later', async () => {
    let works = false;
    const pack = aLaunchablePackage({ environment: 'PORT={{ALLOCATE_PORT}},MODE=die' });
    const platform = await start([pack], {
      changeHost: (host) => {
        let removals = 0;
        return { ...host, remove: (id) => (works || removals++ === 0 ? host.remove(id) : broken()) };
      },
    });
    const { id } = await launch(platform, pack);
    const failed = await platform.until(id, 'FAILED');
    expect(failed.error).toContain('"Create the container" could not be undone: it broke');
    expect(failed.steps.find(({ key }) => key === 'create')).toMatchObject({ status: 'FAILED' });
    works = true;
    await platform.remove(id, testSession);
    await platform.until(id, 'REMOVED');
    expect(await traces()).toMatchObject({ folders: [] });
  });

  it('fails a launch whose host went away meanwhile, and removes the instance once the host is back', async () => {
    let isThere = true;
    const pack = aLaunchablePackage();
    const away = () => Promise.reject(new Error('connect ECONNREFUSED'));
    const platform = await start([pack], {
      changeHost: (host) => ({
        ...host,
        check: async () => (isThere ? { available: true } : { available: false, reason: 'Nothing listens.' }),
        stop: (id, graceMs) => (isThere ? host.stop(id, graceMs) : away()),
      }),
    });
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    isThere = false;
    await platform.restart(id, testSession);
    const failed = await platform.until(id, 'FAILED');
    expect(failed.error).toContain('The host "process" cannot be used. Nothing listens.');
    await platform.remove(id, testSession);
    const waiting = () => platform.repository.find(id);
    await expect.poll(async () => (await waiting())?.error).toContain('It cannot be removed yet');
    isThere = true;
    await platform.until(id, 'REMOVED');
    expect(await traces()).toMatchObject({ processes: [], ports: 0, folders: [] });
  });
});
