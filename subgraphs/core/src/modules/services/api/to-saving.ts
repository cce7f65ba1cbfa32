import type { SaveRegistrationInput } from '../app/save-registration.ts';
import type { SaveRegistrationInputType, ServiceObjectShapeInput } from './registration.inputs.ts';

/** The form of the API in the words of the use case. */
export function toSaving({ objects, ...input }: SaveRegistrationInputType): SaveRegistrationInput {
  return { ...input, objects: objects?.map(toShape) ?? null };
}

const toShape = ({ name, mappingExpression, properties }: ServiceObjectShapeInput) => ({
  ...{ name, mappingExpression: mappingExpression || null, packageName: null, source: null, latestSource: null },
  properties: properties.map((property) => ({
    ...property,
    refObjectName: property.refObjectName || null,
    mappingExpression: property.mappingExpression || null,
  })),
});
