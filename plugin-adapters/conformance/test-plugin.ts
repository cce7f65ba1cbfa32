import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { type Manifest, parseManifest, readManifestFile } from '../contract/index.ts';
import { Connection } from './connection.ts';
import { Gateway } from './gateway.ts';
import { launchDocker, machineFromContainers } from './launch/launch-docker.ts';
import { type Launched, launchProcess } from './launch/launch-process.ts';
import { openArchive, type PackageArchive } from './package-archive.ts';
import { type ConformanceReport, type RunOptions, runConformance } from './run-conformance.ts';
import { type Allowed, type CallInputs, Subject } from './subject.ts';

export type TestOptions = RunOptions & {
  allowed: Allowed;
  inputs: CallInputs;
  /** For a URL: the manifest of what answers there. */
  manifestFile?: string;
  /** For a URL: the key that the plugin was started with. */
  signingKey?: string | null;
  /** For a zip: values of variables that nobody else gives. */
  variables?: Readonly<Record<string, string>>;
  /** For a zip: the Docker engine that runs its image. */
  docker?: string;
  limitMs: number;
  slowMs: number;
};

/** Tests what answers at a URL (`http://host:port/package`). */
export async function testUrl(url: string, options: TestOptions): Promise<ConformanceReport> {
  const { origin, pathname } = new URL(url);
  const manifestBytes = options.manifestFile ? await readManifestFile(options.manifestFile) : null;
  const subject = new Subject({
    ...{ packageName: pathname.split('/')[1] ?? '', manifestBytes, archive: null, gateway: null, program: null },
    connection: new Connection(origin, options.signingKey ?? null, options.limitMs),
    ...{ allowed: options.allowed, inputs: options.inputs, slowMs: options.slowMs },
  });
  return runConformance(subject, options);
}

/** Tests a package: its files, and its program, which is started here and ended again. */
export async function testZip(path: string, options: TestOptions): Promise<ConformanceReport> {
  await using archive = await openArchive(path);
  const manifestBytes = archive.names.includes('register.xml') ? await archive.read('register.xml') : null;
  const parsed = manifestBytes && parseManifest(manifestBytes);
  const signingKey = randomBytes(48).toString('base64');
  const common = { packageName: '', manifestBytes, archive, allowed: options.allowed, inputs: options.inputs };
  if (!parsed?.ok) {
    const notStarted = 'a package without a manifest is not started';
    const subject = new Subject({
      ...common,
      connection: null,
      notStarted,
      gateway: null,
      program: null,
      slowMs: options.slowMs,
    });
    return runConformance(subject, options);
  }
  const code = `SYS_${parsed.manifest.name.toUpperCase()}`;
  await using gateway = await new Gateway(code, signingKey).listen(await listenAddress(options.docker));
  const launched = await launch(archive, parsed.manifest, { gateway, ...options });
  await using _ = launched instanceof Error ? null : launched;
  const subject = new Subject({
    ...{ ...common, gateway, slowMs: options.slowMs },
    ...(launched instanceof Error
      ? { connection: null, notStarted: launched.message, program: null }
      : { connection: new Connection(launched.baseUrl, signingKey, options.limitMs), program: launched.program }),
  });
  return await runConformance(subject, options);
}

/** Names what is wanted of interfaces that succeed: a JSON file `{ "plugin/action": { "parameter": value } }`. */
export async function readInputs(file: string): Promise<CallInputs> {
  return JSON.parse(await readFile(file, 'utf8')) as CallInputs;
}

const listenAddress = async (docker?: string): Promise<string> =>
  docker ? machineFromContainers(docker) : '127.0.0.1';

/** The started program, or why it does not run: the checks of the files are worth something without it. */
async function launch(
  archive: PackageArchive,
  manifest: Manifest,
  { gateway, variables, docker }: Pick<TestOptions, 'variables' | 'docker'> & { gateway: Gateway },
): Promise<Launched | Error> {
  const port = await freePort();
  const given = {
    ...{ ALLOCATE_HOST: '127.0.0.1', ALLOCATE_PORT: String(port), MONITOR_PORT: String(await freePort()) },
    ...{ GATEWAY_URL: gateway.url, CALLBACK_URL: '/platform/v1/process/instances/callback' },
    ...{ SUB_SYSTEM_CODE: gateway.systemCode, SUB_SYSTEM_KEY: gateway.privateKey, JWT_SIGNING_KEY: gateway.signingKey },
    ...variables,
  };
  try {
    if (docker) return await launchDocker(archive, manifest, given, docker);
    if (manifest.resources.process.length > 0) return await launchProcess(archive, manifest, given);
    return new Error('it has no <process>; give a Docker engine that runs its image (--docker SOCKET)');
  } catch (error) {
    return error as Error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
