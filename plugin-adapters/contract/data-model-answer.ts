import { z } from 'zod';
import type { EntityModel } from './entity-model.ts';

const text = z.preprocess((value) => value ?? '', z.coerce.string());
const nullableText = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  z.string().nullable(),
);
const yesOrNo = z.preprocess((value) => value === true || /^(y|yes|true)$/i.test(String(value ?? '')), z.boolean());

const pluginAttributeSchema = z.object({
  name: z.string().trim().min(1),
  dataType: z.preprocess((value) => value ?? 'str', z.string()),
  description: text,
  required: yesOrNo,
  multiple: yesOrNo,
  refPackageName: nullableText,
  refEntityName: nullableText,
  refAttributeName: nullableText,
});

export const pluginEntitySchema = z.object({
  name: z.string().trim().min(1),
  displayName: text,
  description: text,
  attributes: z.preprocess((value) => value ?? [], z.array(pluginAttributeSchema)),
});
/** An entity as a running plugin describes it. */
export type PluginEntity = z.infer<typeof pluginEntitySchema>;

/** The answer of `GET /{package}/data-model`; flags may be `Y`/`N` or booleans, texts may be null. */
export const dataModelAnswerSchema = z.object({
  status: z.literal('OK'),
  message: text,
  data: z.array(pluginEntitySchema),
});

/** The joined model's form of what a plugin answered. */
export function pluginEntityModel(packageName: string, entity: PluginEntity, modelVersion: number): EntityModel {
  return {
    packageName,
    name: entity.name,
    displayName: entity.displayName === '' ? entity.name : entity.displayName,
    description: entity.description,
    modelVersion,
    attributes: entity.attributes.map((attribute) => ({
      name: attribute.name,
      dataType: attribute.dataType,
      description: attribute.description,
      required: attribute.required,
      multiple: attribute.multiple,
      references:
        attribute.refEntityName === null
          ? null
          : {
              packageName: attribute.refPackageName ?? packageName,
              entityName: attribute.refEntityName,
              attributeName: attribute.refAttributeName ?? 'id',
            },
    })),
  };
}
