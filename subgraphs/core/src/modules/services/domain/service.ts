import type { Idempotency, ManifestParameter } from '@wecube/plugin-adapters/contract';

type ServiceParameter = ManifestParameter;

/** An interface registered for a target entity; `name` is the key that orchestrations use. */
export type ServiceRecord = {
  id: string;
  /** `pkg/plugin/action`, or `pkg/plugin(registration)/action`. */
  name: string;
  packageName: string;
  /** The version of the package that the service comes from. */
  packageId: string;
  pluginName: string;
  /** Empty for the unnamed registration. */
  registration: string;
  action: string;
  /** `pkg:entity`, or null while nobody chose one. */
  targetEntity: string | null;
  enabled: boolean;
  idempotency: Idempotency;
  path: string;
  httpMethod: string;
  type: string;
  inputs: ServiceParameter[];
  outputs: ServiceParameter[];
  rowVersion: number;
};

/** A service whose inputs are read from the object it works on cannot be called without knowing which entity that is. */
function needsTargetEntity(service: { inputs: readonly { mappingType: string }[] }): boolean {
  return service.inputs.some((input) => input.mappingType === 'entity');
}

/** Whether a service is callable when nobody decided otherwise. */
export function isReadyToEnable(service: Pick<ServiceRecord, 'targetEntity' | 'inputs'>): boolean {
  return service.targetEntity !== null || !needsTargetEntity(service);
}
