import type { Idempotency, ManifestParameter, ManifestParamObject } from '@wecube/plugin-adapters/contract';

/** `edited`: a person or a file maps it otherwise than the manifest, and later versions of the package keep that. */
export type ServiceParameter = ManifestParameter & { edited: boolean };

/** An interface registered for a target entity; `name` is the key that orchestrations use. */
export type ServiceRecord = {
  id: string;
  /** `pkg/plugin/action`, or `pkg/plugin(registration)/action`. */
  name: string;
  registrationId: string;
  packageName: string;
  /** The version of the package that the service comes from. */
  packageId: string;
  pluginName: string;
  /** Empty for the unnamed registration. */
  registration: string;
  action: string;
  /** `pkg:entity`, or null while nobody chose one. */
  targetEntity: string | null;
  /** Whether it can be called now: its registration is enabled, and nothing stands in its way. */
  enabled: boolean;
  /** A person took this one service out of its registration's use. */
  switchedOff: boolean;
  idempotency: Idempotency;
  idempotencyChosen: boolean;
  path: string;
  httpMethod: string;
  /** `EXECUTION`, `APPROVAL` or `DYNAMICFORM`. */
  type: string;
  /** The outcome comes later, by a callback. */
  isAsync: boolean;
  /** Filters of an expression; objects that do not fit are not offered the service. */
  filterRule: string;
  description: string;
  inputs: ServiceParameter[];
  outputs: ServiceParameter[];
  /** Shapes that parameters of data type `object` refer to; they stand at the registration. */
  objects: readonly ManifestParamObject[];
  rowVersion: number;
};

type Readable = { inputs: readonly ManifestParameter[]; objects: readonly ManifestParamObject[] };

/** The inputs that are read from the object a service works on; with any, it cannot be called without knowing its entity. */
export function inputsFromTarget<Parameter extends ManifestParameter>(service: {
  inputs: readonly Parameter[];
  objects: readonly ManifestParamObject[];
}): Parameter[] {
  return service.inputs.filter((input) => input.mappingType === 'entity' || readsInside(input, service.objects));
}

function readsInside(
  { dataType, refObjectName }: Pick<ManifestParameter, 'dataType' | 'refObjectName'>,
  objects: readonly ManifestParamObject[],
  seen: readonly string[] = [],
): boolean {
  if (dataType !== 'object' || !refObjectName || seen.includes(refObjectName)) return false;
  const shape = objects.find(({ name }) => name === refObjectName);
  return (
    shape?.properties.some(
      (property) => property.mappingType === 'entity' || readsInside(property, objects, [...seen, refObjectName]),
    ) ?? false
  );
}

/** Whether a service is callable when nobody decided otherwise. */
export function isReadyToEnable(service: Readable & { targetEntity: string | null }): boolean {
  return service.targetEntity !== null || inputsFromTarget(service).length === 0;
}
