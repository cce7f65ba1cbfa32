import type { Session } from '@wecube/kit';
import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { useDockerEngine } from '../../adapters/docker/engine-testing.ts';
import type { PackageRecord } from '../packages/index.ts';
import { aLaunchablePackage, startTestPlatform, testSession, useTestPlatforms } from './testing.ts';

const IMAGE = 'wecube-granted/server:v1.0.0';
const DECLARED = `<docker imageName="${IMAGE}" portBindings="{{ALLOCATE_PORT}}:8080" capabilities="CAP_SYS_PTRACE"
  volumeBindings="{{LOGS_OF_THE_HOST}}:/host-logs:ro,{{BASE_MOUNT_PATH}}/sample:/data" envVariables="PORT=8080,MODE=serve"/>`;
const DEMANDS = ['capability:SYS_PTRACE', 'volume:/var/log'];

const engine = useDockerEngine(IMAGE);

describeDatabases('core', (open) => {
  const { dataDir } = useTestPlatforms(open);
  const started = async (packages: PackageRecord[]) => {
    const { files } = engine;
    const effective = async (name: string) =>
      name === 'LOGS_OF_THE_HOST' ? { value: '/var/log', secret: false } : null;
    await (await open()).client.launchGrant.deleteMany({});
    return startTestPlatform({
      ...{ database: await open(), dataDir: dataDir(), packages, overrides: { files, variables: { effective } } },
      hosts: { DOCKER: engine.host() },
      settings: { healthLimitMs: 20_000 },
    });
  };

  it('refuses a launch with the list of what is asked, until an administrator grants it; audited', async () => {
    const pack = aLaunchablePackage({ resources: DECLARED });
    const platform = await started([pack]);
    const refused = await platform.launch({ packageId: pack.id }, testSession);
    expect(refused).toMatchObject({ instance: null, problems: [{ code: 'GRANT_NEEDED' }] });
    expect(refused.problems[0]?.message).toContain('the right SYS_PTRACE of the kernel, /var/log of the host');
    expect((await platform.repository.list({})).filter(({ packageId }) => packageId === pack.id)).toEqual([]);

    const reader: Session = { ...testSession, actions: ['instance:read', 'instance:launch'] };
    await expect(platform.grantDemands(pack.id, DEMANDS, reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await platform.grantDemands(pack.id, ['privileged'], testSession)).toMatchObject({
      problems: [{ code: 'DEMAND_UNKNOWN' }],
    });
    const { demands } = await platform.grantDemands(pack.id, DEMANDS, testSession);
    expect(demands.map(({ key, grant }) => [key, grant?.grantedBy])).toEqual(DEMANDS.map((key) => [key, 'test']));
    const { client } = await open();
    const entries = await client.auditEntry.findMany({ where: { action: 'instance:grant', subject: 'sample' } });
    expect(JSON.stringify(entries)).toContain('volume:/var/log');

    const { instance } = await platform.launch({ packageId: pack.id }, testSession);
    const id = instance?.id ?? '';
    await platform.until(id, 'RUNNING');
    const { HostConfig } = await engine.docker().getContainer(`wecube-${id}`).inspect();
    expect(HostConfig.Binds).toContain('/var/log:/host-logs:ro');
    expect(HostConfig).toMatchObject({ Privileged: false, Memory: 512 * 1024 ** 2, NanoCpus: 1e9 });
    expect(HostConfig.CapAdd).toContain('SYS_PTRACE');

    await platform.withdrawGrants(pack.id, ['volume:/var/log'], testSession);
    await platform.restart(id, testSession);
    const failed = await platform.until(id, 'FAILED');
    expect(failed.errorText?.message).toContain('nobody granted it: /var/log of the host');
    expect(await engine.docker().listContainers({ all: true })).toEqual([]);
    await platform.remove(id, testSession);
    await platform.until(id, 'REMOVED');
    await platform.parts.stop?.();
  });

  it('keeps a grant for the next version, but not for what that asks beyond it', async () => {
    const pack = aLaunchablePackage({ resources: DECLARED });
    const more = DECLARED.replace('capabilities="', 'privileged="Y" capabilities="');
    const next = aLaunchablePackage({ version: 'v1.1.0', resources: more });
    const platform = await started([pack, next]);
    await platform.grantDemands(pack.id, DEMANDS, testSession);
    const { problems } = await platform.launch({ packageId: next.id }, testSession);
    expect(problems[0]?.message).toContain('nobody granted it: all rights of the host (privileged).');
    const preview = await platform.previewLaunch({ packageId: next.id });
    expect(preview.demands.map(({ key, grant }) => [key, grant !== null])).toEqual([
      ['privileged', false],
      ['capability:SYS_PTRACE', true],
      ['volume:/var/log', true],
    ]);
    await platform.parts.stop?.();
  });
});
