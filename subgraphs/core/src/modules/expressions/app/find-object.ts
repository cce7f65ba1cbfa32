import type { PluginCaller } from '../../../ports/plugin-caller.ts';
import type { DataObject } from '../domain/data-object.ts';
import { DEFAULT_LIMITS, type EvaluationLimits } from '../domain/limits.ts';
import type { DataModelReader } from '../ports.ts';
import { loadModel } from './load-model.ts';
import { toDataObject } from './present-object.ts';
import { knownEntity } from './query-objects.ts';
import { createEntityReader } from './read-entity.ts';

type FinderDeps = { dataModel: DataModelReader; pluginCaller: PluginCaller; limits?: Partial<EvaluationLimits> };

/** The object with this id, or null when its plugin has none. */
export function createObjectFinder(deps: FinderDeps) {
  return async (entity: string, objectId: string, signal?: AbortSignal): Promise<DataObject | null> => {
    knownEntity(entity, await loadModel(deps.dataModel));
    const reader = createEntityReader(deps.pluginCaller, { ...DEFAULT_LIMITS, ...deps.limits }, signal);
    const rows = await reader.read(entity, [], { attrName: 'id', values: [objectId] });
    const found = rows.find(({ id }) => id === objectId);
    return found ? toDataObject(entity, found.row) : null;
  };
}
