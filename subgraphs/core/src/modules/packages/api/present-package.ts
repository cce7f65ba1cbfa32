import type { Manifest } from '@wecube/plugin-adapters/contract';
import type { PackageRecord } from '../domain/package.ts';
import { looksSecret } from '../domain/secret-name.ts';
import type { ManifestObject } from './manifest.object.ts';
import type { PackageObject } from './package.object.ts';

/** The package as clients see it: named fields only. */
export function presentPackage(pack: PackageRecord): PackageObject {
  const { id, name, version, status, active, uploadedAt, uploadedBy, registeredAt } = pack;
  const { sizeBytes, digest, signerKey, compositionError, rowVersion } = pack;
  return {
    ...{ id, name, version, status, active, uploadedAt, uploadedBy, registeredAt },
    ...{ sizeBytes, digest, signerKey, compositionError, rowVersion },
    manifest: presentManifest(pack.manifest, pack.manifestXml),
  };
}

function presentManifest(manifest: Manifest, xml: string): ManifestObject {
  const { edition, dependencies, menus, authorities, plugins, resources } = manifest;
  return {
    ...{ edition, dependencies, menus, authorities, xml },
    plugins: plugins.map(({ name, interfaces }) => ({
      name,
      interfaces: interfaces.map(({ async: isAsync, ...call }) => ({ ...call, isAsync })),
    })),
    entities: manifest.dataModel.entities,
    dynamicModel: manifest.dataModel.dynamic,
    runtime: presentResources(resources),
    systemParameters: manifest.systemParameters.map(({ name, scopeType, defaultValue }) => ({
      name,
      scopeType,
      defaultValue: looksSecret(name) ? null : defaultValue,
    })),
  };
}

/** Literal values of variables whose name says secret are left out; templates such as `{{DB_PWD}}` tell nothing. */
function presentResources({ docker, mysql, s3, process }: Manifest['resources']) {
  const masked = <T extends { envVariables: { name: string; value: string }[] }>(one: T) => ({
    ...one,
    envVariables: one.envVariables.map(({ name, value }) => ({ name, value: isTold(name, value) ? value : '***' })),
  });
  return { docker: docker.map(masked), mysql, s3, process: process.map(masked) };
}

function isTold(name: string, value: string): boolean {
  return value === '' || value.includes('{{') || !looksSecret(name);
}
