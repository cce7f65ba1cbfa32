import { Model } from '../domain/model.ts';
import type { DataModelReader } from '../ports.ts';

/** The data model of all packages as it is now. */
export async function loadModel(dataModel: DataModelReader): Promise<Model> {
  return new Model(await dataModel.entities());
}
