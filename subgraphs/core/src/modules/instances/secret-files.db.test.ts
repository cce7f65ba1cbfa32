import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { useDockerEngine } from '../../adapters/docker/engine-testing.ts';
import { aLaunchablePackage, startTestPlatform, testSession, useTestPlatforms } from './testing.ts';

const IMAGE = 'wecube-secrets/server:v1.0.0';
const DECLARED = `<docker imageName="${IMAGE}" containerName="sample" portBindings="{{ALLOCATE_PORT}}:8080"
  envVariables="PORT=8080,MODE=serve,CODE={{SUB_SYSTEM_CODE}}" secretFiles="/run/signing={{JWT_SIGNING_KEY}}"/>`;

const engine = useDockerEngine(IMAGE);

describeDatabases('core', (open) => {
  const { dataDir } = useTestPlatforms(open);

  it('gives a container its secret as a file that no inspection shows, and takes it off the disk with it', async () => {
    const database = await open();
    const pack = aLaunchablePackage({ resources: DECLARED });
    const { files } = engine;
    const hosts = { DOCKER: engine.host() };
    const platform = await startTestPlatform({
      ...{ database, dataDir: dataDir(), hosts, packages: [pack], overrides: { files } },
      settings: { healthLimitMs: 20_000 },
    });
    const { instance } = await platform.launch({ packageId: pack.id }, testSession);
    const id = instance?.id ?? '';
    await platform.until(id, 'RUNNING');

    const sealed = await database.client.pluginIdentity.findFirstOrThrow({ where: { packageName: 'sample' } });
    const [container] = await engine.docker().listContainers();
    const command = ['-H', `unix://${engine.socketPath()}`, 'exec', container?.Id ?? '', 'sh', '-c'];
    const read = execFileSync(
      'docker',
      [...command, 'while read -r line || [ -n "$line" ]; do echo "$line"; done < /run/signing'],
      {
        encoding: 'utf8',
      },
    ).trim();
    expect(JSON.stringify(sealed)).toContain(read);
    expect(read).toMatch(/^[A-Za-z0-9+/]{88}$/);
    const inspected = JSON.stringify(
      await engine
        .docker()
        .getContainer(container?.Id ?? '')
        .inspect(),
    );
    expect(inspected).toContain('/run/signing');
    expect(inspected).not.toContain(read);

    await platform.remove(id, testSession);
    await platform.until(id, 'REMOVED');
    expect(await readdir(`${dataDir()}/secret-files`)).toEqual([]);
    await platform.parts.stop?.();
  });
});
