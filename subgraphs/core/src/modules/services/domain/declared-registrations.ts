import type {
  Manifest,
  ManifestInterface,
  ManifestParamObject,
  ManifestPlugin,
} from '@wecube/plugin-adapters/contract';
import {
  PERMISSIONS,
  type RegisteredInterface,
  type RegistrationContent,
  type RoleBind,
  registrationTitle,
} from './registration.ts';
import { isReadyToEnable } from './service.ts';

/**
 * The registrations a manifest declares, one for each plugin and registerName. Of two interfaces with the same action
 * the first stands. Without a `status` a registration is enabled when any of its services could be called.
 */
export function declaredRegistrations(manifest: Manifest): RegistrationContent[] {
  const found: RegistrationContent[] = [];
  for (const plugin of manifest.plugins) {
    const content = contentOf(plugin, manifest.name, manifest.paramObjects);
    const title = registrationTitle(manifest.name, content);
    const same = found.find((other) => registrationTitle(manifest.name, other) === title);
    if (same) mergeInto(same, content);
    else found.push(content);
  }
  return found;
}

/** A `<plugin>` of a manifest or an exported file; `shared` are the shapes that stand outside of it. */
function contentOf(
  plugin: ManifestPlugin,
  packageName: string,
  shared: readonly ManifestParamObject[] = [],
): RegistrationContent {
  const interfaces = firstOfEach(plugin.interfaces.map(interfaceOf));
  const objects = usedObjects(interfaces, [...plugin.paramObjects, ...shared]);
  const targetEntity = plugin.targetEntity === '' ? null : entityName(plugin, packageName);
  const isReady = interfaces.some(({ inputs }) => isReadyToEnable({ targetEntity, inputs, objects }));
  return {
    ...{ pluginName: plugin.name, name: plugin.registerName, targetEntity, interfaces },
    targetFilter: plugin.targetEntityFilterRule,
    status: plugin.status ? statusOf(plugin.status) : isReady ? 'ENABLED' : 'DISABLED',
    roles: rolesOf(plugin),
    objects: [...objects, ...plugin.paramObjects.filter((own) => !objects.includes(own))],
  };
}

const entityName = ({ targetPackage, targetEntity }: ManifestPlugin, packageName: string) =>
  `${targetPackage || packageName}:${targetEntity}`;

const statusOf = (written: string) => (written.toUpperCase() === 'DISABLED' ? 'DISABLED' : 'ENABLED');

function rolesOf({ roleBinds }: ManifestPlugin): RoleBind[] {
  const binds = roleBinds.flatMap(({ permission, role }): RoleBind[] => {
    const known = PERMISSIONS.find((one) => one === permission.toUpperCase());
    return known && role !== '' ? [{ permission: known, role }] : [];
  });
  return binds.filter((bind, at) => binds.findIndex((other) => isSameBind(bind, other)) === at);
}

export const isSameBind = (one: RoleBind, other: RoleBind): boolean =>
  one.permission === other.permission && one.role === other.role;

function interfaceOf({ async, inputs, outputs, ...rest }: ManifestInterface): RegisteredInterface {
  const plain = { idempotencyChosen: false, switchedOff: false, isAsync: async };
  const { action, path, httpMethod, type, filterRule, description, idempotency } = rest;
  return {
    ...{ action, path, httpMethod, type, filterRule, description, idempotency },
    ...plain,
    inputs: inputs.map((one) => ({ ...one, edited: false })),
    outputs: outputs.map((one) => ({ ...one, edited: false })),
  };
}

function firstOfEach(interfaces: readonly RegisteredInterface[]): RegisteredInterface[] {
  return [...new Map([...interfaces].reverse().map((one) => [one.action, one])).values()].reverse();
}

/** The shapes that parameters refer to, and those that shapes refer to. */
function usedObjects(
  interfaces: readonly RegisteredInterface[],
  all: readonly ManifestParamObject[],
): ManifestParamObject[] {
  const wanted = interfaces.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).map((one) => one.refObjectName);
  const found: ManifestParamObject[] = [];
  for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
    const shape = all.find((one) => one.name === name);
    if (!shape || found.includes(shape)) continue;
    found.push(shape);
    wanted.push(...shape.properties.map(({ refObjectName }) => refObjectName));
  }
  return found;
}

function mergeInto(first: RegistrationContent, more: RegistrationContent): void {
  const known = new Set(first.interfaces.map(({ action }) => action));
  first.interfaces.push(...more.interfaces.filter(({ action }) => !known.has(action)));
  const shapes = new Set(first.objects.map(({ name }) => name));
  first.objects.push(...more.objects.filter(({ name }) => !shapes.has(name)));
}
