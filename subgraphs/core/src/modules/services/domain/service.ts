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

/** The inputs that are read from the object a service works on; with any, it cannot be called without knowing its entity. */
export function inputsFromTarget({ inputs }: Pick<ServiceRecord, 'inputs'>): ServiceParameter[] {
  return inputs.filter(({ mappingType }) => mappingType === 'entity');
}

/** Whether a service is callable when nobody decided otherwise. */
export function isReadyToEnable(service: Pick<ServiceRecord, 'targetEntity' | 'inputs'>): boolean {
  return service.targetEntity !== null || inputsFromTarget(service).length === 0;
}
