import { serviceName } from '@wecube/plugin-adapters/contract';
import { errorFinding, type Finding } from './finding.ts';
import { type Offer, offeredFor } from './rebase.ts';
import { type RegistrationContent, registrationTitle } from './registration.ts';
import type { ServiceParameter } from './service.ts';
import { sayService } from './texts.ts';

export const INPUT_MAPPINGS = ['entity', 'constant', 'system_variable', 'context', 'object'] as const;
export const OUTPUT_MAPPINGS = ['context', 'entity', 'assign'] as const;

const NAME = /^[^/()]{1,120}$/;
const ACTION = /^[^/()]{1,255}$/;

/** What is wrong with a registration by itself and by what its package offers, without asking the data model. */
export function checkShape(packageName: string, content: RegistrationContent, offer: Offer): Finding[] {
  const { name, interfaces } = content;
  const title = registrationTitle(packageName, content);
  const nameless = name !== '' && !NAME.test(name);
  return [
    ...(nameless ? [errorFinding(sayService('REGISTRATION_NAME_INVALID', { name }))] : []),
    ...(interfaces.length === 0 ? [errorFinding(sayService('REGISTRATION_EMPTY', { registration: title }))] : []),
    ...actionFindings(content),
    ...interfaces.flatMap((one) => {
      const service = serviceName(packageName, content.pluginName, name, one.action);
      const facts = { package: packageName, path: one.path, service };
      const isOffered = offeredFor(content, one, offer) !== null;
      return [
        ...(isOffered ? [] : [errorFinding(sayService('SERVICE_NOT_OFFERED', facts), { action: one.action })]),
        ...mappingFindings(service, one.action, one.inputs, INPUT_MAPPINGS),
        ...mappingFindings(service, one.action, one.outputs, OUTPUT_MAPPINGS),
        ...one.inputs.flatMap((input) => shapeFindings(content, service, one.action, input)),
      ];
    }),
  ];
}

function actionFindings({ interfaces }: RegistrationContent): Finding[] {
  const actions = interfaces.map(({ action }) => action);
  const invalid = actions.filter((action) => !ACTION.test(action));
  const repeated = [...new Set(actions.filter((action, at) => actions.indexOf(action) !== at))];
  return [
    ...invalid.map((action) => errorFinding(sayService('SERVICE_ACTION_INVALID', { action }), { action })),
    ...repeated.map((action) => errorFinding(sayService('SERVICE_ACTION_REPEATED', { action }), { action })),
  ];
}

function mappingFindings(
  service: string,
  action: string,
  parameters: readonly ServiceParameter[],
  known: readonly string[],
): Finding[] {
  const wrong = parameters.filter(({ mappingType }) => !known.includes(mappingType));
  return wrong.map(({ name, mappingType }) => {
    const facts = { parameter: name, service, mapping: mappingType, known: [...known] };
    return errorFinding(sayService('MAPPING_TYPE_UNKNOWN', facts), { action, parameter: name });
  });
}

/** The shapes that a parameter is built in, from itself down: each is there, and none stands inside itself. */
function shapeFindings(
  { objects }: RegistrationContent,
  service: string,
  action: string,
  { name: parameter, dataType, mappingType, refObjectName }: ServiceParameter,
): Finding[] {
  const place = { action, parameter };
  if (mappingType === 'object' && !(dataType === 'object' && refObjectName)) {
    const facts = { parameter, service, object: refObjectName ?? '' };
    return [errorFinding(sayService('MAPPING_OBJECT_UNKNOWN', facts), place)];
  }
  const walk = (type: string, name: string | null, above: readonly string[]): Finding[] => {
    if (type !== 'object' || !name) return [];
    const facts = { parameter, service, object: name };
    if (above.includes(name)) return [errorFinding(sayService('MAPPING_OBJECT_ENDLESS', facts), place)];
    const shape = objects.find((one) => one.name === name);
    if (!shape) return [errorFinding(sayService('MAPPING_OBJECT_UNKNOWN', facts), place)];
    return shape.properties.flatMap((property) => walk(property.dataType, property.refObjectName, [...above, name]));
  };
  return walk(dataType, refObjectName, []);
}
