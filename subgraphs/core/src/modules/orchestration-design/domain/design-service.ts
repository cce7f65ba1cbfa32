import { START_CONTEXT } from './definition.ts';

export type ServiceInput = {
  name: string;
  dataType: string;
  required: boolean;
  /** Its values are masked wherever they are shown. */
  sensitive?: boolean;
  /** Where the service itself takes the value: `constant`, `entity`, `system_variable`, or `context` for the orchestration. */
  mappingType: string;
  mappingValue: string | null;
  mappingEntityExpression: string | null;
  mappingSystemVariableName: string | null;
  /** The shape that a parameter of data type `object` is built in. */
  refObjectName?: string | null;
};

/** The part of a service that a definition is checked against. */
export type DesignService = {
  name: string;
  enabled: boolean;
  /** The outcome comes by a callback, as a person's answer does. */
  isAsync?: boolean;
  /** `package:entity`, possibly with filters; null when it works on any object or none. */
  targetEntity: string | null;
  inputs: readonly ServiceInput[];
  outputs: readonly { name: string }[];
};

/** Whether the value is found without the node: by the service's own mapping, or as a fact of the run of that name. */
export function suppliesItself(input: ServiceInput): boolean {
  if (input.dataType === 'object' && isGiven(input.refObjectName ?? null)) return true;
  switch (input.mappingType.toLowerCase()) {
    case 'constant':
      return isGiven(input.mappingValue);
    case 'entity':
      return isGiven(input.mappingEntityExpression);
    case 'system_variable':
      return isGiven(input.mappingSystemVariableName);
    case 'context':
      return (START_CONTEXT as readonly string[]).includes(input.name);
    default:
      return false;
  }
}

/** The package that a service belongs to: the beginning of its name. */
export const packageOfService = (name: string): string => name.split('/')[0] ?? '';

const isGiven = (text: string | null) => text !== null && text !== '';
