import { request } from 'node:http';
import { buildServerImage } from '@wecube/core/testing/docker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gardenZip, imageOf } from './garden.ts';
import { type Published, readPublished } from './published.ts';
import { type Instance, openStage, type Stage } from './stage.ts';

const LONG = { timeout: 240_000, interval: 500 };

/** From the package's zip to its last trace, on servers that are real. */
describe('packages on real infrastructure', () => {
  let stage: Stage;
  let packageId: string;
  beforeAll(async () => {
    stage = await openStage();
  }, 600_000);
  beforeEach(() => stage.signIn());
  afterAll(() => stage?.[Symbol.asyncDispose](), 120_000);

  const gardens = () => stage.instances('garden');
  const allRun = (count: number) =>
    expect
      .poll(async () => (await gardens()).map(({ status, error }) => error ?? status), LONG)
      .toEqual(Array.from({ length: count }, () => 'RUNNING'));
  const registerGarden = async (version: string) =>
    stage.register(
      gardenZip(version, await buildServerImage(stage.dockers.first, imageOf(version))),
      `garden-${version}`,
    );
  const hostsOf = (instances: readonly Instance[]) => instances.map(({ host }) => host.name).sort();
  const containersOf = (engine: 'first' | 'second') => stage.dockers[engine].listContainers({ all: true });
  const plants = async () =>
    (await stage.rows<{ name: string }>('select name from garden.plant order by id')).map(({ name }) => name);

  it('registers the second engine while the platform runs', async () => {
    const input = { kind: 'DOCKER', name: 'second', endpoint: `unix://${stage.engines.second.socketPath}` };
    await stage.client.mutate('createResourceServer', 'CreateResourceServerInput', input, 'server { id }');
    type Found = { hosts: { name: string; available: boolean }[] };
    await expect
      .poll(async () => (await stage.client.query<Found>('{ hosts { name available } }')).hosts)
      .toContainEqual({ name: 'second', available: true });
  });

  it('launches a package with schema, bucket and domain; its log comes live through nginx, the password masked', async () => {
    packageId = await registerGarden('v1.0.0');
    const id = await stage.launch(packageId);
    await allRun(1);
    type Part = { instanceLog: { lines: string[] } };
    const query = 'subscription ($id: ID!) { instanceLog(id: $id, tail: 100, reader: "e2e") { lines } }';
    const parts = await stage.client.watch<Part>(query, { id }, ({ instanceLog }) =>
      instanceLog.lines.some((line) => line.startsWith('ready ')),
    );
    const lines = parts.flatMap(({ instanceLog }) => instanceLog.lines);
    expect(lines.find((line) => line.startsWith('ready '))).toMatch(/^ready garden of garden_\w+ by \*+$/);
    expect(await plants()).toEqual(['牡丹']);
    const { packageBuckets } = await stage.client.query<{ packageBuckets: { bucket: string }[] }>(
      '{ packageBuckets { bucket } }',
    );
    expect(packageBuckets.map(({ bucket }) => bucket)).toEqual(['garden']);
    expect(await statusThroughProxy(stage, 'garden.test')).toBe(407);
  });

  it('scales to four instances, two on each engine', async () => {
    await stage.scale(packageId, 4);
    await allRun(4);
    expect(hostsOf(await gardens())).toEqual(['docker', 'docker', 'second', 'second']);
  });

  it('launches twenty at once, and no two share a port', async () => {
    await Promise.all(Array.from({ length: 20 }, () => stage.launch(packageId)));
    await allRun(24);
    const ports = (await gardens()).flatMap((instance) => instance.ports);
    expect(new Set(ports).size).toBe(24);
    const served = await Promise.all(ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/`)).text()));
    expect(new Set(served)).toEqual(new Set(['served\n']));
    await stage.scale(packageId, 4);
    await expect.poll(async () => (await gardens()).length, LONG).toBe(4);
  }, 480_000);

  it('upgrades beside the running version and takes the old instances away', async () => {
    packageId = await registerGarden('v1.1.0');
    await stage.client.mutate('upgradeInstances', 'UpgradeInstancesInput', { packageId }, 'upgrade { id }');
    type Upgrades = { rollingUpgrades: { status: string }[] };
    const statusOf = async () =>
      (await stage.client.query<Upgrades>('{ rollingUpgrades(packageName: "garden") { status } }')).rollingUpgrades[0]
        ?.status;
    await expect.poll(statusOf, LONG).toBe('DONE');
    await allRun(4);
    expect((await gardens()).map(({ package: { version } }) => version)).toEqual(Array(4).fill('v1.1.0'));
    expect(await plants()).toEqual(['牡丹', '菊花']);
  }, 300_000);

  it('replaces what ran on an engine that died, and clears up there when it is back', async () => {
    const lost = (await gardens()).filter(({ host }) => host.name === 'second').map(({ id }) => id);
    expect(lost.length).toBeGreaterThan(0);
    await stage.engines.second.kill();
    const running = async () =>
      (await gardens()).filter(({ status, id }) => status === 'RUNNING' && !lost.includes(id));
    await expect.poll(async () => (await running()).length, LONG).toBe(4);
    expect(hostsOf(await running())).toEqual(Array(4).fill('docker'));
    expect((await running()).flatMap(({ replaces }) => replaces ?? []).sort()).toEqual([...lost].sort());
    await stage.engines.second.startAgain();
    await allRun(4);
    await expect.poll(async () => (await containersOf('second')).length, LONG).toBe(0);
  }, 480_000);

  it('removes all; the schema goes by choice, the bucket stays and is said to stay', async () => {
    await stage.scale(packageId, 1);
    await expect.poll(async () => (await gardens()).length, LONG).toBe(1);
    const [last] = await gardens();
    const { stays } = await stage.remove(last?.id ?? '', { dropDatabase: true });
    expect(stays.map(({ message }) => message)).toEqual([
      'The bucket garden stays with its objects.',
      'The identity SYS_GARDEN stays until the package is decommissioned.',
    ]);
    expect(await stage.rows("show databases like 'garden'")).toEqual([]);
    expect([await containersOf('first'), await containersOf('second')]).toEqual([[], []]);
  }, 300_000);

  describe('as they are published', () => {
    const published = readPublished();
    const ids = new Map<string, { packageId: string; instanceId: string }>();
    const instanceOf = ({ name }: Published) => ids.get(name)?.instanceId ?? '';

    it.each(published)(
      'launches $name with its scripts and its bucket',
      async (one) => {
        const id = await stage.register(await one.zip(stage.dockers.first, one.version), `${one.name}-${one.version}`);
        ids.set(one.name, { packageId: id, instanceId: await stage.launch(id) });
        await stage.reaches(instanceOf(one), 'RUNNING');
        const { ports, steps } = await stage.instance(instanceOf(one));
        expect(await (await fetch(`http://127.0.0.1:${ports[0]}/`)).text()).toBe('served\n');
        const scripts = steps.find(({ key }) => key === 'database');
        if (one.schema) {
          expect(scripts?.detail).toMatch(/[1-9]\d* statements run/);
          expect((await stage.rows(`show tables from \`${one.schema}\``)).length).toBeGreaterThan(0);
        }
      },
      240_000,
    );

    it('stops and starts each of them', async () => {
      for (const one of published) {
        const id = instanceOf(one);
        await stage.client.mutate('stopInstance', 'InstanceActionInput', { id }, 'instance { id }');
        await stage.reaches(id, 'STOPPED');
        await stage.client.mutate('startInstance', 'InstanceActionInput', { id }, 'instance { id }');
        await stage.reaches(id, 'RUNNING');
      }
    }, 480_000);

    it.each([...published].reverse())(
      'removes $name and leaves nothing of it',
      async (one) => {
        await stage.remove(instanceOf(one), { dropDatabase: one.schema !== null, dropBucket: one.bucket !== null });
        const id = ids.get(one.name)?.packageId;
        const { package: gone } = await stage.client.mutate<{ package: { status: string } }>(
          ...(['decommissionPackage', 'DecommissionPackageInput', { id }, 'package { status }'] as const),
        );
        expect(gone.status).toBe('DECOMMISSIONED');
        if (one.schema) expect(await stage.rows(`show databases like '${one.schema}'`)).toEqual([]);
        const image = `wecube.package=${one.name}`;
        expect(await stage.dockers.first.listContainers({ all: true, filters: { label: [image] } })).toEqual([]);
      },
      240_000,
    );
  });
});

/** Asks for a page of a host by the proxy, as nobody in particular. */
function statusThroughProxy({ squid }: Stage, host: string): Promise<number> {
  const { hostname, port } = new URL(squid.url);
  return new Promise((resolve, reject) => {
    request({ host: hostname, port, path: `http://${host}/` }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
