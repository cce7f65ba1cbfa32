import { Model, type ModelEntity } from '../domain/model.ts';
import type { DataModelReader } from '../ports.ts';

const known = new WeakMap<DataModelReader, { entities: readonly ModelEntity[]; model: Model }>();

/** The data model of all packages as it is now; indexed again only when its entities are other ones than last time. */
export async function loadModel(dataModel: DataModelReader): Promise<Model> {
  const entities = await dataModel.entities();
  const last = known.get(dataModel);
  if (last && isSame(last.entities, entities)) return last.model;
  const model = new Model(entities);
  known.set(dataModel, { entities, model });
  return model;
}

function isSame(last: readonly ModelEntity[], now: readonly ModelEntity[]): boolean {
  return last.length === now.length && last.every((entity, index) => entity === now[index]);
}
