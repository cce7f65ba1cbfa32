import type { EntityFilter, EntityRow, PluginCaller } from '../../ports/plugin-caller.ts';
import type { ModelAttribute, ModelEntity } from './domain/model.ts';

type AttributeSketch = string | { name: string; references?: string; multiple?: boolean; dataType?: string };

/** `anEntity('estate:unit', 'code', { name: 'application', references: 'estate:application' })`. */
export function anEntity(fullName: string, ...attributes: readonly AttributeSketch[]): ModelEntity {
  const [packageName = '', name = ''] = fullName.split(':');
  return { packageName, name, attributes: attributes.map(anAttribute) };
}

function anAttribute(sketch: AttributeSketch): ModelAttribute {
  if (typeof sketch === 'string') return { name: sketch, dataType: 'str', multiple: false, references: null };
  const [packageName = '', entityName = ''] = sketch.references?.split(':') ?? [];
  return {
    name: sketch.name,
    dataType: sketch.dataType ?? (sketch.references ? 'ref' : 'str'),
    multiple: sketch.multiple ?? false,
    references: sketch.references ? { packageName, entityName } : null,
  };
}

/** A model like that of the sample packages: applications, their units, their hosts, and agents of another package. */
export const ESTATE_MODEL: readonly ModelEntity[] = [
  anEntity('estate:application', 'name', 'code', 'owner', 'state'),
  anEntity('estate:unit', 'name', 'code', { name: 'application', references: 'estate:application' }),
  anEntity('estate:host', 'name', 'ip', 'os', 'state', { name: 'unit', references: 'estate:unit' }),
  anEntity('shell:agent', 'version', 'state', { name: 'host', references: 'estate:host' }),
];

export type Query = { entity: string; filters: readonly EntityFilter[] };

/** An in-memory plugin behind the `PluginCaller` port that records what it was asked. */
export function aPluginWith(
  rows: Record<string, readonly EntityRow[]>,
  hooks: { before?: (query: Query) => Promise<void> } = {},
) {
  const queries: Query[] = [];
  const pluginCaller: Pick<PluginCaller, 'queryEntities'> = {
    async queryEntities({ packageName, entityName, filters }) {
      const query = { entity: `${packageName}:${entityName}`, filters };
      queries.push(query);
      await hooks.before?.(query);
      return (rows[query.entity] ?? []).filter((row) => filters.every((filter) => fits(row, filter)));
    },
  };
  return { pluginCaller: pluginCaller as PluginCaller, queries };
}

/** The filter operators as a plugin understands them: values of a list attribute fit one by one. */
export function fits(row: EntityRow, { attrName, op, condition }: EntityFilter): boolean {
  const values = [row[attrName]].flat().flatMap(plainValues);
  const asked = [condition].flat().map(String);
  switch (op) {
    case 'eq':
    case 'in':
      return values.some((value) => asked.includes(value));
    case 'neq':
      return !values.some((value) => asked.includes(value));
    case 'like':
    case 'contains':
      return values.some((value) => value.includes(asked[0] ?? ''));
    case 'gt':
      return values.some((value) => Number(value) > Number(asked[0]));
    case 'lt':
      return values.some((value) => Number(value) < Number(asked[0]));
    default:
      throw new Error(`The test plugin does not know "${op}".`);
  }
}

/** A reference may be held as an id, as an object with one, or as several joined by commas. */
function plainValues(value: unknown): string[] {
  if (typeof value === 'object' && value !== null && 'id' in value) return [String(value.id)];
  return String(value).split(',');
}
