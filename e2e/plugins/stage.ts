import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDocker, startDockerEngine } from '@wecube/core/testing/docker';
import { startSquid } from '@wecube/core/testing/squid';
import { startSwift } from '@wecube/core/testing/swift';
import { onServer, startMariaDb } from '@wecube/prisma/servers';
import { expect } from 'vitest';
import { NginxProcess } from '../nginx/nginx-process.ts';
import { ApiClient } from '../support/client.ts';
import { type Parts, putUp } from '../support/parts.ts';
import { Platform } from '../support/platform.ts';

const PASSWORD = 'Correct-horse-battery-1';
const PATIENCE = { timeout: 120_000, interval: 500 };

export type Instance = {
  id: string;
  status: string;
  ports: number[];
  replaces: string | null;
  error: string | null;
  stays: { message: string }[];
  steps: { key: string; status: string; detail: string | null; log: string[] }[];
  host: { name: string };
  package: { version: string };
};
const INSTANCE =
  'id status ports replaces error stays { message } steps { key status detail log } host { name } package { version }';

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Every server that the scenario needs, real, behind nginx with the shipped configuration; disposing of it leaves nothing. */
export const openStage = () =>
  putUp(async (parts) => {
    const first = parts.use(await startDockerEngine({ apart: 1 }));
    const second = parts.use(await startDockerEngine({ apart: 2 }));
    const database = await openDatabase(parts);
    const swift = parts.use(await startSwift());
    const squid = parts.use(await startSquid(['garden.test']));
    const platform = parts.use(
      new Platform({
        arguments: ['--empty', '--docker', first.socketPath],
        environment: {
          WECUBE_PLUGIN_MYSQL_URL: database,
          WECUBE_PLUGIN_S3_URL: swift.url,
          WECUBE_PLUGIN_S3_ACCESS_KEY: swift.accessKey,
          WECUBE_PLUGIN_S3_SECRET_KEY: swift.secretKey,
          WECUBE_PLUGIN_S3_SHARED_KEYS: 'true',
          WECUBE_PLUGIN_PROXY_URL: squid.url,
          WECUBE_PLUGIN_PROXY_FOLDER: squid.folder,
          WECUBE_PLUGIN_PROXY_RELOAD: squid.reload.join(' '),
          WECUBE_REPLACE_AFTER_MS: '4000',
          WECUBE_UPGRADE_GATE_MS: '2000',
          WECUBE_DRAIN_MS: '500',
        },
      }),
    );
    await platform.up();
    const nginx = parts.use(new NginxProcess());
    await nginx.start({ routers: [platform.port], portals: [platform.port] });
    const client = new ApiClient(nginx.address);
    await client.signIn('admin', platform.password, PASSWORD);
    return {
      ...{ client, database, squid, ...actionsOf(client) },
      /** A session lasts a part of the story only. */
      signIn: () => client.signIn('admin', PASSWORD),
      engines: { first, second },
      dockers: { first: connectDocker(first), second: connectDocker(second) },
      rows: <Row>(question: string) => onServer<Row>(database, question),
    };
  });

/** A MariaDB of its own: schemas have the names that packages give them. */
async function openDatabase(parts: Parts): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-e2e-mariadb-'));
  const { url, pid } = await startMariaDb(join(folder, 'server'));
  parts.defer(() => {
    process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return url;
}

/** What the scenario does, by the API of the platform. */
function actionsOf(client: ApiClient) {
  const instances = async (packageName: string): Promise<Instance[]> => {
    const query = `{ instances { package { name } ${INSTANCE} } }`;
    type Found = { instances: (Instance & { package: { name: string } })[] };
    return (await client.query<Found>(query)).instances.filter((one) => one.package.name === packageName);
  };
  const instance = async (id: string): Promise<Instance> =>
    (await client.query<{ instance: Instance }>(`query ($id: ID!) { instance(id: $id) { ${INSTANCE} } }`, { id }))
      .instance;
  const reaches = (id: string, status: string) =>
    expect
      .poll(async () => {
        const now = await instance(id);
        return now.status === 'FAILED' ? now.error : now.status;
      }, PATIENCE)
      .toBe(status);
  return {
    ...{ instances, instance, reaches },
    async register(zip: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
      const { id = '', problems } = await client.uploadBytes(zip, `${name}.zip`);
      expect(problems, name).toBeUndefined();
      await client.mutate('registerPackage', 'RegisterPackageInput', { id }, 'package { id }');
      return id;
    },
    async launch(packageId: string): Promise<string> {
      const launched = await client.mutate<{ instance: { id: string } }>(
        ...(['launchInstance', 'LaunchInstanceInput', { packageId }, 'instance { id }'] as const),
      );
      return launched.instance.id;
    },
    async remove(id: string, choice: { dropDatabase?: boolean; dropBucket?: boolean } = {}): Promise<Instance> {
      await client.mutate('removeInstance', 'RemoveInstanceInput', { id, ...choice }, 'instance { id }');
      await reaches(id, 'REMOVED');
      return instance(id);
    },
    scale: (packageId: string, count: number) =>
      client.mutate('scalePackage', 'ScalePackageInput', { packageId, instances: count }, 'instances { id }'),
  };
}
