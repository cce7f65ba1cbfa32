import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractPackage, containerHostContract } from '../../modules/instances/container-host.contract.ts';
import { startSsh, type TestSsh } from '../ssh/testing.ts';
import { makeCertificates, type TestCertificates } from './certificates-testing.ts';
import type { EngineAddress } from './connect-engine.ts';
import { createDockerHost, type DockerHost } from './docker-host.ts';
import { buildServerImage, startOwnEngine, type TestEngine } from './testing.ts';

const IMAGE = 'wecube-contract/server:v1.0.0';

describe('Docker engines of other machines', () => {
  let folder: string;
  let near: TestEngine;
  let far: TestEngine;
  let ssh: TestSsh;
  let right: TestCertificates;
  let wrong: TestCertificates;
  let port: number;
  let image: Buffer;
  const opened: DockerHost[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wecube-ways-'));
    [right, wrong] = await Promise.all([makeCertificates(folder), makeCertificates(folder)]);
    port = await freePort();
    near = await startOwnEngine(1, { port, folder: right.folder });
    far = await startOwnEngine(2);
    ssh = await startSsh();
    image = await buildServerImage(new Docker({ socketPath: near.socketPath }), IMAGE);
  }, 120_000);
  afterAll(async () => {
    for (const host of opened) host.close();
    for (const one of [near, far, ssh]) await one?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (address: EngineAddress, publishAddress = '127.0.0.1') => {
    const host = createDockerHost({ ...address, publishAddress });
    opened.push(host);
    return host;
  };
  const overTls = (changes: Partial<Extract<EngineAddress, { tls: object }>['tls']> = {}): EngineAddress => {
    const { clientCertificate, clientKey } = right;
    return { tls: { host: '127.0.0.1', port, pinned: right.ca, clientCertificate, clientKey, ...changes } };
  };
  const overSsh = (changes: Partial<TestSsh> = {}, socketPath = far.socketPath): EngineAddress => {
    const { host, port: sshPort, user, privateKey, hostKey } = { ...ssh, ...changes };
    return { ssh: { host, port: sshPort, user, privateKey, pinned: hostKey }, socketPath };
  };
  const pack = async (): Promise<ContractPackage> => ({
    bundle: {
      ...{ packageName: 'contract', version: 'v1.0.0', imageName: IMAGE },
      files: async () => [{ path: 'image.tar', sizeBytes: image.length }],
      open: async () => Readable.from([image]),
    },
    command: [],
    innerPort: () => 8080,
    addedVariables: ['HOME', 'HOSTNAME'],
  });
  const codeOf = async (address: EngineAddress) => {
    const check = await open(address).check();
    return check.available ? 'available' : check.said?.code;
  };

  describe('over TLS with a client certificate', () => containerHostContract(() => open(overTls()), pack));
  describe('over SSH', () => containerHostContract(() => open(overSsh()), pack));

  it('tells the version of an engine, and keeps engines apart', async () => {
    const [one, other] = [open(overTls()), open(overSsh())];
    expect(await one.check()).toMatchObject({ available: true, version: expect.stringMatching(/^\d+\.\d+/) });
    await one.install((await pack()).bundle);
    await other.uninstall((await pack()).bundle);
    expect(await one.install((await pack()).bundle)).toBe(false);
    expect(await other.install((await pack()).bundle)).toBe(true);
  });

  it('says why an engine is not trusted over TLS: another certificate, no client certificate, nobody there', async () => {
    expect(await codeOf(overTls({ pinned: wrong.ca }))).toBe('SERVER_TLS_NOT_PINNED');
    const { clientCertificate, clientKey } = wrong;
    expect(await codeOf(overTls({ clientCertificate, clientKey }))).toBe('SERVER_LOGIN_REFUSED');
    expect(await codeOf(overTls({ port: await freePort() }))).toBe('SERVER_REFUSED');
    expect(await codeOf(overTls({ host: 'no-such-host.invalid' }))).toBe('SERVER_NAME_UNKNOWN');
  });

  it('says why an engine is not trusted over SSH: another host key, a key of a stranger, no engine behind it', async () => {
    expect(await codeOf(overSsh({ hostKey: ssh.fingerprint }))).toBe('available');
    expect(await codeOf(overSsh({ hostKey: `SHA256:${'A'.repeat(43)}` }))).toBe('SERVER_HOST_KEY_NOT_PINNED');
    expect(await codeOf(overSsh({ privateKey: ssh.strangersKey }))).toBe('SERVER_LOGIN_REFUSED');
    expect(await codeOf(overSsh({}, '/nowhere/docker.sock'))).toBe('SERVER_NO_SOCKET');
  });

  it('makes one SSH connection for many calls, and another after it broke', async () => {
    const host = open(overSsh());
    const all = await Promise.all(Array.from({ length: 12 }, (_, at) => host.inspect(`inst_none-${at}`)));
    expect(all.every(({ status }) => status === 'ABSENT')).toBe(true);
    host.close();
    expect(await host.check()).toMatchObject({ available: true });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
