import type { InstanceRecord } from '../domain/instance.ts';
import { variablesOf } from '../domain/plan-container.ts';
import { runtimeFor } from '../domain/runtime.ts';
import type { HostDriver } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';

type Dependencies = Pick<InstanceDependencies, 'packages' | 'variables' | 'identities' | 'estate'>;

/** Every secret that the platform gives an instance, by whatever way: what its output may not show. */
export async function readSecrets(
  { packages, variables, identities, estate }: Dependencies,
  { packageId, packageName }: Pick<InstanceRecord, 'packageId' | 'packageName'>,
  driver: HostDriver,
): Promise<string[]> {
  const identity = await identities.find(packageName);
  const secrets = identity ? [identity.privateKey, identity.signingKey] : [];
  secrets.push(...(await estate.secretsOf(packageName)));
  const pack = await packages.findPackage(packageId);
  for (const name of pack ? variablesOf(runtimeFor(pack.manifest, driver)) : []) {
    const declared = pack?.manifest.systemParameters.findLast((parameter) => parameter.name === name);
    const found = await variables.effective(name, packageName, declared);
    if (found?.secret) secrets.push(found.value);
  }
  return secrets;
}
