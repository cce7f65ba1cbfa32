import type { GraphComposer } from '../../ports/graph-composer.ts';
import type { PackageParticipant } from '../packages/index.ts';
import { DataModelResolver } from './api/data-model.resolver.ts';
import { checkComposition } from './app/check-composition.ts';
import { joinPackages } from './app/join-packages.ts';
import { createSyncDataModel, type SyncDataModel, type SyncDependencies } from './app/sync-data-model.ts';
import { DataModels } from './data/data-models.ts';
import type { EntityModel } from './domain/entity-model.ts';
import type { PackageModel } from './domain/package-model.ts';
import type { SubgraphWriter } from './ports.ts';

export { MODEL_CHANGED } from './app/sync-data-model.ts';

export type DataModel = {
  /** All entities of the registered packages, each with `id` and `displayName`. */
  entities(): Promise<EntityModel[]>;
  entitiesOf(packageName: string): Promise<EntityModel[]>;
  entity(packageName: string, name: string): Promise<EntityModel | null>;
  packages(): Promise<PackageModel[]>;
  sync: SyncDataModel;
};

export type DataModelModule = DataModel & {
  participants: readonly PackageParticipant[];
  resolvers: readonly (readonly [typeof DataModelResolver, DataModelResolver])[];
};

export type DataModelDependencies = Omit<SyncDependencies, 'models'> & {
  /** Without one, registrations are not tried against the graph: core runs without a router. */
  composer: GraphComposer | null;
  subgraphs: SubgraphWriter;
};

export function createDataModelModule(deps: DataModelDependencies): DataModelModule {
  const models = new DataModels(deps.database.client);
  const { composer, subgraphs, clock } = deps;
  const model: DataModel = {
    entities: () => models.entities(),
    entitiesOf: (packageName) => models.entitiesOf(packageName),
    entity: async (packageName, name) => {
      const entities = await models.entitiesOf(packageName);
      return entities.find((entity) => entity.name === name) ?? null;
    },
    packages: () => models.packages(),
    sync: createSyncDataModel({ ...deps, models }),
  };
  return {
    ...model,
    participants: [
      joinPackages({ models, clock }),
      ...(composer ? [checkComposition({ models, composer, subgraphs })] : []),
    ],
    resolvers: [[DataModelResolver, new DataModelResolver(model)]],
  };
}
