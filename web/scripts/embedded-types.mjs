import { isObjectType } from 'graphql';

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/** Writes the names of the object types without an id: the cache keeps their values inside their parents. */
export const plugin = (schema) => {
  const names = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !ROOTS.has(type.name))
    .filter((type) => !type.getFields().id)
    .map((type) => type.name)
    .sort();
  const lines = names.map((name) => `  '${name}',`);
  return `/** Object types without an id. */\nexport const TYPES_WITHOUT_ID: readonly string[] = [\n${lines.join('\n')}\n];\n`;
};
