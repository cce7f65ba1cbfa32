import type { Clock, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { ModuleParts } from '../../context.ts';
import type { Audit } from '../audit/index.ts';
import { looksSecret, type PackageParticipant } from '../packages/index.ts';
import { SystemVariableResolver } from './api/system-variable.resolver.ts';
import { systemVariableChangedResolver } from './api/system-variable-changed.resolver.ts';
import { createCreateVariable } from './app/create-variable.ts';
import { createDeleteVariable } from './app/delete-variable.ts';
import { createExportVariables } from './app/export-variables.ts';
import { createImportVariables } from './app/import-variables.ts';
import { joinPackages } from './app/join-packages.ts';
import { createPackageVariables } from './app/package-variables.ts';
import { type PlatformVariable, seedPlatformVariables } from './app/seed-platform-variables.ts';
import { createUpdateVariable } from './app/update-variable.ts';
import { createVariableRepository, type VariableWhere } from './data/system-variables.ts';
import {
  type EffectiveVariable,
  effectiveVariable,
  type OwnDeclaration,
  type SystemVariable,
} from './domain/system-variable.ts';
import type { SecretBox } from './ports.ts';

export type SystemVariablesModule = {
  parts: ModuleParts;
  participant: PackageParticipant;
  /**
   * What a package sees under the name: its own variable, else a global one; null when there is none.
   * `declared` is what the version that asks declares, for versions that are not the active one.
   */
  effective(name: string, packageName?: string, declared?: OwnDeclaration): Promise<EffectiveVariable | null>;
  /** Those of one package as they travel in a file with its service registrations. */
  ofPackage: ReturnType<typeof createPackageVariables>;
  /** By name; secrets in the clear, so what shows them must not. */
  list(where?: VariableWhere): Promise<SystemVariable[]>;
};

/** `platform`: variables of the platform itself, such as the address plugins call back. */
export async function createSystemVariablesModule(deps: {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  pubSub: PubSub;
  secretBox: SecretBox;
  platform: readonly PlatformVariable[];
}): Promise<SystemVariablesModule> {
  const repository = createVariableRepository(deps.secretBox);
  const { client } = deps.database;
  const all = { ...deps, repository };
  await seedPlatformVariables(all, deps.platform);
  const create = createCreateVariable(all);
  const update = createUpdateVariable(all);
  const resolver = new SystemVariableResolver({
    ...{ create, update, remove: createDeleteVariable(all) },
    exportAll: createExportVariables(all),
    importAll: createImportVariables({ ...all, create, update }),
    find: (id) => repository.find(client, id),
    page: (where, page) => repository.page(client, where, page),
    count: (where) => repository.count(client, where),
  });
  return {
    parts: { resolvers: [[SystemVariableResolver, resolver], systemVariableChangedResolver(deps.pubSub)] },
    participant: joinPackages(all),
    effective: async (name, packageName, declared) =>
      effectiveVariable(
        await repository.named(client, name),
        packageName,
        declared && { ...declared, secret: looksSecret(name) },
      ),
    ofPackage: createPackageVariables(all),
    list: (where) => repository.list(client, where),
  };
}
