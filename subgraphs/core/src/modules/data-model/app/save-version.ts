import type { CoreTransaction } from '@wecube/prisma';
import { type DataModels, findModel, insertVersion, writeModel } from '../data/data-models.ts';
import { type EntityModel, withBuiltIns } from '../domain/entity-model.ts';
import { compareModels, isSameModel, type ModelChange } from '../domain/model-change.ts';
import type { ModelOrigin } from '../domain/package-model.ts';

export type NewModel = {
  packageName: string;
  dynamic: boolean;
  origin: ModelOrigin;
  /** Null keeps the present ones: a dynamic model is not known before an instance answers. */
  entities: readonly EntityModel[] | null;
  at: Date;
};

/** Makes `model` the package's present one; a new version is written only when its content differs. */
export async function saveVersion(models: DataModels, tx: CoreTransaction, model: NewModel): Promise<ModelChange> {
  const { packageName, dynamic, origin, at } = model;
  const present = await findModel(tx, packageName);
  const before = present ? await models.version(tx, packageName, present.version) : [];
  const entities = (model.entities ?? before).map(withBuiltIns);
  const change = compareModels(before, entities);
  const version = present ? present.version + (isSameModel(change) ? 0 : 1) : 1;
  if (version !== present?.version) await insertVersion(tx, { packageName, version, origin, entities, createdAt: at });
  const syncedAt = model.entities === null ? {} : { syncedAt: at };
  await writeModel(tx, { packageName, version, dynamic, active: true, ...syncedAt });
  return change;
}
