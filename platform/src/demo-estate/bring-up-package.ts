import { setTimeout as sleep } from 'node:timers/promises';
import { parseManifest, readManifestFile } from '@wecube/plugin-adapters/contract';
import type { PublicApi } from '../public-api.ts';
import { UsageError } from '../settings.ts';

type Instance = { id: string; status: string; error: string | null };
type Package = { id: string; version: string; status: string; instances: Instance[] };

const PACKAGE = 'id version status instances { id status error }';
const GOOD_MS = 90_000;

/** Uploads, registers and launches a package and waits until its part of the graph answers; skips what is done. */
export async function bringUpPackage(api: PublicApi, zip: string, report: (line: string) => void): Promise<void> {
  const { name, version } = await readIdentity(zip);
  const title = `${name} ${version}`;
  let found = await findPackage(api, name, version);
  if (!found) {
    report(`${title}: uploading`);
    await api.upload(zip);
    found = await findPackage(api, name, version);
  }
  if (!found) throw new Error(`${title} was uploaded but is not listed.`);
  if (found.status === 'UPLOADED') {
    report(`${title}: registering`);
    await api.mutate('registerPackage', { id: found.id }, 'package { id }');
  }
  if (!found.instances.some(isAlive)) {
    report(`${title}: launching`);
    // A launch that failed is followed by a new one, with a key of its own.
    const idempotencyKey = `demo-${found.id}-${found.instances.length}`;
    await api.mutate('launchInstance', { packageId: found.id, idempotencyKey }, 'instance { id }');
  }
  await waitForInstance(api, name, version);
  await waitForSubgraph(api, name);
  report(`${title}: running`);
}

async function readIdentity(zip: string): Promise<{ name: string; version: string }> {
  const parsed = parseManifest(await readManifestFile(zip));
  if (!parsed.ok) throw new Error(`${zip}: ${parsed.problems[0]?.message}`);
  return parsed.manifest;
}

async function findPackage(api: PublicApi, name: string, version: string): Promise<Package | undefined> {
  const query = `query ($name: String!) { packages(where: { name: { eq: $name } }) { nodes { ${PACKAGE} } } }`;
  const { packages } = await api.query<{ packages: { nodes: Package[] } }>(query, { name });
  return packages.nodes.find((one) => one.version === version);
}

async function waitForInstance(api: PublicApi, name: string, version: string): Promise<void> {
  await until(`the instance of ${name} answers`, async () => {
    const instances = (await findPackage(api, name, version))?.instances ?? [];
    const failed = instances.every(({ status }) => status === 'FAILED') && instances.at(-1);
    if (failed) throw new UsageError(`The instance of ${name} failed: ${failed.error ?? 'no reason was given'}`);
    return instances.some(({ status }) => status === 'RUNNING');
  });
}

async function waitForSubgraph(api: PublicApi, name: string): Promise<void> {
  await until(`${name} is part of the graph`, async () => {
    const { subgraphs } = await api.query<{ subgraphs: { name: string }[] }>('{ subgraphs { name } }');
    return subgraphs.some((subgraph) => subgraph.name === name);
  });
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + GOOD_MS; !(await isSo()); await sleep(150)) {
    if (Date.now() > deadline) throw new UsageError(`Waited ${GOOD_MS / 1000} s in vain until ${what}.`);
  }
}

const isAlive = ({ status }: Instance): boolean => ['LAUNCHING', 'RUNNING', 'UNHEALTHY'].includes(status);
