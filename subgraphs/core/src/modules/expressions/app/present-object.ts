import type { DataObject } from '../domain/data-object.ts';
import type { Row } from '../domain/level.ts';

/** A plugin's row as an object of the platform; its name is the id where the plugin gives none. */
export function toDataObject(entity: string, row: Row): DataObject {
  const objectId = String(row.id);
  const name = row.displayName;
  const displayName = typeof name === 'string' && name !== '' ? name : objectId;
  return { entity, objectId, displayName, attributes: row };
}
