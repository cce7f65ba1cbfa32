import type { ManifestParameter, PackageInterface } from '../../contract/index.ts';
import { NameScope } from './name-scope.ts';
import { camelCase, pascalCase } from './names.ts';
import type { InterfacePlan, PackageGraphSource, ParameterPlan } from './plan.ts';
import { kindOf } from './value-kind.ts';

const INPUT_OWN_FIELDS = ['callbackParameter', 'confirmToken'];
const OUTPUT_OWN_FIELDS = ['callbackParameter', 'errorCode', 'errorMessage', 'errorDetail'];

/** Plans a mutation per interface: `saltstackHostScriptRun` for `saltstack/host-script/run`. */
export function planInterfaces(
  source: PackageGraphSource,
  scopes: { types: NameScope; mutations: NameScope },
): InterfacePlan[] {
  const fields = scopes.mutations.claimAll(
    source.interfaces.map((call) => ({
      original: call.serviceName,
      candidate: camelCase(source.packageName, call.pluginName, call.registration, call.action),
    })),
  );
  return source.interfaces.map((call) => {
    const field = fields.get(call.serviceName) ?? call.serviceName;
    const type = (suffix: string) => scopes.types.claim(`${pascalOf(field)}${suffix}`, `${call.serviceName} ${suffix}`);
    return {
      call,
      field,
      inputType: type('Input'),
      rowType: type('Row'),
      payloadType: type('Payload'),
      outputType: type('Output'),
      inputs: planParameters(call.inputs, INPUT_OWN_FIELDS),
      outputs: planParameters(call.outputs, OUTPUT_OWN_FIELDS),
    };
  });
}

function pascalOf(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

/** Parameters by name, each once; those the protocol itself puts in every row are left to it. */
function planParameters(parameters: PackageInterface['inputs'], own: readonly string[]): ParameterPlan[] {
  const scope = new NameScope(own);
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const declared = [...byName.values()].filter((parameter) => !own.includes(parameter.name));
  const fields = scope.claimAll(
    declared.map((parameter) => ({ original: parameter.name, candidate: camelCase(pascalCase(parameter.name)) })),
  );
  return declared.map((parameter) => planParameter(parameter, fields.get(parameter.name) ?? parameter.name));
}

function planParameter(parameter: ManifestParameter, field: string): ParameterPlan {
  const filledByPlatform = parameter.mappingType === 'system_variable' || parameter.mappingValue !== null;
  return {
    parameter: parameter.name,
    field,
    kind: kindOf(parameter.dataType),
    multiple: parameter.multiple,
    required: parameter.required && !filledByPlatform,
    sensitive: parameter.sensitive,
    constant: parameter.mappingType === 'constant' ? parameter.mappingValue : null,
    description: parameter.description,
  };
}
