import type { ServiceParameter } from './domain/service.ts';

type Options = { inputs?: readonly string[]; targetEntity?: string | null };

/** The part of a service that decides whether it can be called; `inputs` gives their mapping types. */
export function aCallable({ inputs = [], targetEntity = null }: Options = {}) {
  return {
    targetEntity,
    objects: [],
    inputs: inputs.map((mappingType, at) => aParameter(`input${at}`, { mappingType })),
  };
}

/** An input as a manifest declares it, a constant without a value unless told. */
export function aParameter(name: string, changes: Partial<ServiceParameter> = {}): ServiceParameter {
  return {
    ...{ name, dataType: 'string', mappingType: 'constant', mappingValue: null, description: '', edited: false },
    ...{ mappingEntityExpression: null, mappingSystemVariableName: null, refObjectName: null },
    ...{ required: false, sensitive: false, multiple: false },
    ...changes,
  };
}
