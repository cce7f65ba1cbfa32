import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { z } from 'zod';
import { type EntityModel, withBuiltIns } from '../domain/entity-model.ts';
import type { ModelOrigin, PackageModel } from '../domain/package-model.ts';

type Reader = CoreClient | CoreTransaction;

const attributeSchema = z.object({
  name: z.string(),
  dataType: z.string(),
  description: z.string(),
  required: z.boolean(),
  multiple: z.boolean(),
  references: z.object({ packageName: z.string(), entityName: z.string(), attributeName: z.string() }).nullable(),
});
const entitiesSchema = z.array(
  z.object({
    packageName: z.string(),
    name: z.string(),
    displayName: z.string(),
    description: z.string(),
    attributes: z.array(attributeSchema),
  }),
);

/** Reads the models of packages. Versions never change, so each is parsed once. */
export class DataModels {
  private readonly parsed = new Map<string, EntityModel[]>();

  constructor(private readonly client: CoreClient) {}

  /** The entities of every active package, in order of package and declaration. */
  async entities(): Promise<EntityModel[]> {
    const models = await this.client.dataModel.findMany({ where: { active: true }, orderBy: { packageName: 'asc' } });
    const versions = await Promise.all(
      models.map((model) => this.version(this.client, model.packageName, model.version)),
    );
    return versions.flat();
  }

  async entitiesOf(packageName: string): Promise<EntityModel[]> {
    const model = await this.client.dataModel.findUnique({ where: { packageName } });
    return model?.active ? this.version(this.client, packageName, model.version) : [];
  }

  async packages(): Promise<PackageModel[]> {
    const rows = await this.client.dataModel.findMany({ where: { active: true }, orderBy: { packageName: 'asc' } });
    return Promise.all(rows.map((row) => this.toPackageModel(row)));
  }

  async package(packageName: string): Promise<PackageModel | null> {
    const row = await this.client.dataModel.findUnique({ where: { packageName } });
    return row?.active ? this.toPackageModel(row) : null;
  }

  /** The entities of one version; empty when there is no such version. */
  async version(reader: Reader, packageName: string, version: number): Promise<EntityModel[]> {
    const key = `${packageName}@${version}`;
    const known = this.parsed.get(key);
    if (known) return known;
    const row = await reader.dataModelVersion.findUnique({ where: { packageName_version: { packageName, version } } });
    if (!row) return [];
    const entities = entitiesSchema.parse(JSON.parse(row.entities));
    const models = entities.map((entity) => withBuiltIns({ ...entity, modelVersion: version }));
    // Within a transaction the row may still be rolled back and its number used again.
    if (reader === this.client) this.parsed.set(key, models);
    return models;
  }

  private async toPackageModel(row: Omit<PackageModel, 'entityCount'>): Promise<PackageModel> {
    const { packageName, version, dynamic, syncedAt } = row;
    const entities = await this.version(this.client, packageName, version);
    return { packageName, version, dynamic, syncedAt, entityCount: entities.length };
  }
}

export type ModelState = { version: number; dynamic: boolean; active: boolean };

export function findModel(tx: CoreTransaction, packageName: string): Promise<ModelState | null> {
  return tx.dataModel.findUnique({ where: { packageName } });
}

/** Adds a version; throws a unique violation when somebody else added it first. */
export async function insertVersion(
  tx: CoreTransaction,
  version: {
    packageName: string;
    version: number;
    origin: ModelOrigin;
    entities: readonly EntityModel[];
    createdAt: Date;
  },
): Promise<void> {
  const entities = version.entities.map(({ modelVersion: _, ...entity }) => entity);
  await tx.dataModelVersion.create({ data: { ...version, entities: JSON.stringify(entities) } });
}

export async function writeModel(
  tx: CoreTransaction,
  model: { packageName: string; version: number; dynamic: boolean; active: boolean; syncedAt?: Date },
): Promise<void> {
  const { packageName, ...present } = model;
  await tx.dataModel.upsert({ where: { packageName }, create: model, update: present });
}

export async function deactivateModel(tx: CoreTransaction, packageName: string): Promise<void> {
  await tx.dataModel.updateMany({ where: { packageName }, data: { active: false } });
}
