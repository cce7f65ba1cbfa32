import {
  type Idempotency,
  type ManifestParamObject,
  serviceName as nameOfService,
} from '@wecube/plugin-adapters/contract';
import { isReadyToEnable, type ServiceParameter } from './service.ts';

export const REGISTRATION_STATUSES = ['ENABLED', 'DISABLED'] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** MANIFEST: the package declares it. PERSON: made or imported here; it is kept as long as its plugin is offered. */
export type RegistrationOrigin = 'MANIFEST' | 'PERSON';

/** MGMT: who may change it. USE: who may use its services. */
export const PERMISSIONS = ['MGMT', 'USE'] as const;
export type Permission = (typeof PERMISSIONS)[number];
export type RoleBind = { permission: Permission; role: string };

/** What a person decided about a registration; later versions of the package keep it. */
export const DECISIONS = ['target', 'status', 'roles', 'objects'] as const;
export type Decision = (typeof DECISIONS)[number];

/** One interface within a registration. */
export type RegisteredInterface = {
  action: string;
  path: string;
  httpMethod: string;
  type: string;
  isAsync: boolean;
  filterRule: string;
  description: string;
  idempotency: Idempotency;
  idempotencyChosen: boolean;
  switchedOff: boolean;
  inputs: ServiceParameter[];
  outputs: ServiceParameter[];
};

/** Everything that a file, a form or a manifest says of one registration. */
export type RegistrationContent = {
  pluginName: string;
  /** Empty for the one a plugin has of itself. */
  name: string;
  targetEntity: string | null;
  /** Filters of an expression, such as `{state eq 'created'}`. */
  targetFilter: string;
  status: RegistrationStatus;
  roles: RoleBind[];
  objects: ManifestParamObject[];
  interfaces: RegisteredInterface[];
};

export type RegistrationRecord = RegistrationContent & {
  id: string;
  packageName: string;
  packageId: string;
  /** `package/plugin(name)` */
  title: string;
  origin: RegistrationOrigin;
  chosen: Decision[];
  retired: boolean;
  /** Actions among its interfaces that the active version of the package lacks. */
  absent: string[];
  updatedAt: Date;
  updatedBy: string;
  rowVersion: number;
};

type Key = Pick<RegistrationContent, 'pluginName' | 'name'>;

/** `package/plugin(name)`, the part of its services' names that is a registration's own. */
export function registrationTitle(packageName: string, { pluginName, name }: Key): string {
  return `${packageName}/${name === '' ? pluginName : `${pluginName}(${name})`}`;
}

export const isSameRegistration = (one: Key, other: Key): boolean =>
  one.pluginName === other.pluginName && one.name === other.name;

/** The names its services have, whether or not they can be called. */
export function serviceNames(packageName: string, content: RegistrationContent): string[] {
  return content.interfaces.map(({ action }) => nameOfService(packageName, content.pluginName, content.name, action));
}

/**
 * The actions of a registration that can be called: it is enabled, they are not switched off, know what they work on,
 * and are none of the `blocked`.
 */
export function callableActions(content: RegistrationContent, blocked: ReadonlySet<string> = new Set()): Set<string> {
  if (content.status !== 'ENABLED') return new Set();
  const { targetEntity, objects } = content;
  const ready = content.interfaces.filter(
    ({ action, switchedOff, inputs }) =>
      !switchedOff && !blocked.has(action) && isReadyToEnable({ targetEntity, objects, inputs }),
  );
  return new Set(ready.map(({ action }) => action));
}
