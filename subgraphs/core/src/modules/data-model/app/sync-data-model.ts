import {
  AppError,
  type Clock,
  newId,
  type Problem,
  type PubSub,
  requireAction,
  type Session,
  saidBy,
  toProblem,
} from '@wecube/kit';
import { pluginEntityModel } from '@wecube/plugin-adapters/contract';
import { type CoreDatabase, isUniqueViolation } from '@wecube/prisma';
import type { PluginCaller } from '../../../ports/plugin-caller.ts';
import type { Audit } from '../../audit/index.ts';
import type { DataModels } from '../data/data-models.ts';
import { type EntityModel, withBuiltIns } from '../domain/entity-model.ts';
import { compareModels, type ModelChange } from '../domain/model-change.ts';
import { type ModelUse, usesOf, visibleUses } from '../domain/model-use.ts';
import type { PackageModel } from '../domain/package-model.ts';
import { sayModel } from '../domain/texts.ts';
import type { ActivePackages, ModelUsers } from '../ports.ts';
import { saveVersion } from './save-version.ts';

export const MODEL_CHANGED = 'dataModelChanged';

export type SyncDependencies = {
  database: CoreDatabase;
  models: DataModels;
  packages: ActivePackages;
  users: ModelUsers;
  pluginCaller: PluginCaller;
  audit: Audit;
  clock: Clock;
  pubSub: PubSub;
};

type SyncResult = ModelChange & {
  package: PackageModel | null;
  /** What depends on what is gone or changed, as far as the person may see it, and how many they may not. */
  uses: readonly ModelUse[];
  hiddenUses: number;
  problems: readonly Problem[];
};

/**
 * Fetches the model of a package with a dynamic one from its running plugin; when that fails, the model stays as it was.
 * A `dryRun` only tells what would change and what depends on it.
 */
export type SyncDataModel = (packageName: string, session: Session, how?: { dryRun: boolean }) => Promise<SyncResult>;

export function createSyncDataModel(deps: SyncDependencies): SyncDataModel {
  return async (packageName, session, how = { dryRun: false }) => {
    requireAction(session, 'model:sync');
    const pack = await deps.packages.activePackage(packageName);
    if (!pack) return refused(notActive(packageName));
    if (!pack.manifest.dataModel.dynamic) return refused(notDynamic(packageName));
    const fetched = await fetchEntities(deps, packageName);
    if ('code' in fetched) return refused(fetched);
    const expected = compareModels(await deps.models.entitiesOf(packageName), fetched.map(withBuiltIns));
    const uses = await findUses(deps.users, packageName, expected);
    const change = how.dryRun ? expected : await save(deps, { packageName, entities: fetched, uses }, session);
    if (!change) return refused(notActive(packageName));
    const { seen, hidden } = visibleUses(uses, session);
    return { ...change, uses: seen, hiddenUses: hidden, package: await deps.models.package(packageName), problems: [] };
  };
}

/** Everything is read only when something was taken away or altered. */
async function findUses(users: ModelUsers, packageName: string, change: ModelChange): Promise<ModelUse[]> {
  if (change.removed.length + change.attributes.length === 0) return [];
  return usesOf(packageName, change, await users.mentions(), (text) => users.touches(text));
}

async function fetchEntities(deps: SyncDependencies, packageName: string): Promise<EntityModel[] | Problem> {
  try {
    const entities = await deps.pluginCaller.fetchDataModel(packageName);
    const repeated = entities.find(({ name }, index) => entities.findIndex((other) => other.name === name) !== index);
    if (repeated) return badModel(packageName, repeated.name);
    return entities.map((entity) =>
      pluginEntityModel(
        packageName,
        { ...entity, attributes: entity.attributes.map((attribute) => ({ ...attribute })) },
        0,
      ),
    );
  } catch (error) {
    if (error instanceof AppError) return pluginFailed(packageName, error);
    throw error;
  }
}

type Fetched = { packageName: string; entities: readonly EntityModel[]; uses: readonly ModelUse[] };

async function save(
  deps: SyncDependencies,
  fetched: Fetched,
  session: Session,
  tried = 1,
): Promise<ModelChange | null> {
  try {
    const change = await deps.database.transaction(async (tx) => {
      const active = await tx.dataModel.updateMany({
        where: { packageName: fetched.packageName, active: true },
        data: { dynamic: true },
      });
      if (active.count === 0) return null; // decommissioned meanwhile
      const at = new Date(deps.clock.now());
      const { packageName, entities } = fetched;
      const change = await saveVersion(deps.models, tx, { packageName, entities, dynamic: true, origin: 'PLUGIN', at });
      const detail = { ...change, uses: fetched.uses.map(nameOfUse) };
      await deps.audit.record(tx, {
        session,
        action: 'model:sync',
        subject: fetched.packageName,
        outcome: 'DONE',
        detail,
      });
      return change;
    });
    if (change) deps.pubSub.publish(MODEL_CHANGED, { id: newId('evt'), subject: fetched.packageName });
    return change;
  } catch (error) {
    if (tried < 5 && isUniqueViolation(error)) return save(deps, fetched, session, tried + 1);
    throw error;
  }
}

const nameOfUse = ({ kind, name, version, place, entity, attribute }: ModelUse) => ({
  ...{ kind, name, version, place },
  touches: attribute ? `${entity}.${attribute}` : entity,
});

const refused = (found: Problem): SyncResult => ({
  package: null,
  added: [],
  removed: [],
  changed: [],
  attributes: [],
  uses: [],
  hiddenUses: 0,
  problems: [found],
});

const notActive = (name: string) => toProblem(sayModel('PACKAGE_NOT_ACTIVE', { package: name }), ['packageName']);

const notDynamic = (name: string) => toProblem(sayModel('MODEL_NOT_DYNAMIC', { package: name }), ['packageName']);

const badModel = (name: string, entity: string) => toProblem(sayModel('MODEL_INVALID', { package: name, entity }));

/** Under the code of what the plugin failed with. */
const pluginFailed = (name: string, error: AppError): Problem => {
  const reason = saidBy(error);
  const said = sayModel('MODEL_NOT_GIVEN', { package: name, reason });
  const parameters = typeof reason === 'string' ? { reason } : reason.parameters;
  return { ...toProblem(said), code: error.code, parameters };
};
