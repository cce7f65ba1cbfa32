import type { InterfacePlan, ParameterPlan } from './plan.ts';
import { block, description, wecube } from './print-text.ts';
import { GRAPHQL_TYPE } from './value-kind.ts';

/** The input and payload types of an interface's mutation. */
export function printInterface(plan: InterfacePlan): string {
  return [
    block(`input ${plan.rowType}`, [
      '"Names the row in the answer; mostly the id of the object that it is about." callbackParameter: String',
      'confirmToken: String',
      ...plan.inputs.map(printInput),
    ]),
    block(`input ${plan.inputType}`, [
      `"One call carries all rows." rows: [${plan.rowType}!]!`,
      '"The call is given up after so long; 30 minutes unless told." timeoutMs: Int',
      '"A repeat with the same key is the same request to the plugin." idempotencyKey: String',
    ]),
    block(`type ${plan.outputType}`, [
      'callbackParameter: String',
      '"0 when the row succeeded." errorCode: String',
      'errorMessage: String',
      'errorDetail: String',
      ...plan.outputs.map(printOutput),
    ]),
    block(`type ${plan.payloadType}`, [
      '"0 when the whole call succeeded; null when no answer came." resultCode: String',
      'resultMessage: String',
      `outputs: [${plan.outputType}!]!`,
      'requestId: String!',
      'problems: [Problem!]!',
    ]),
  ].join('\n');
}

function printInput(parameter: ParameterPlan): string {
  const required = parameter.required ? '!' : '';
  return `${description(parameter.description)}${parameter.field}: ${typeOf(parameter)}${required} ${wecube(parameter.parameter)}`;
}

function printOutput(parameter: ParameterPlan): string {
  const text = parameter.sensitive ? `${parameter.description} Sensitive: shown as ******.` : parameter.description;
  return `${description(text)}${parameter.field}: ${typeOf(parameter)} ${wecube(parameter.parameter)}`;
}

function typeOf(parameter: ParameterPlan): string {
  const type = GRAPHQL_TYPE[parameter.kind];
  return parameter.multiple && parameter.kind !== 'JSON' ? `[${type}!]` : type;
}
