import type { EntityCatalogue, PackageCatalogue } from '../ports.ts';
import type { PluginTarget, PluginTargets } from './plugin-targets.ts';
import type { PluginToken } from './plugin-token.ts';

/** What the adapter host needs to serve one package as a subgraph. */
export type RegistryPackage = {
  name: string;
  version: string;
  manifest: unknown;
  entities: readonly unknown[];
  targets: readonly PluginTarget[];
  token: string;
};

type Dependencies = {
  packages: Pick<PackageCatalogue, 'activePackages'>;
  catalogue: EntityCatalogue;
  targets: PluginTargets;
  token: PluginToken;
};

/** Every package that is registered and active, whether an instance of it runs or not. */
export function createReadRegistry({ packages, catalogue, targets, token }: Dependencies) {
  return async (): Promise<RegistryPackage[]> =>
    Promise.all(
      (await packages.activePackages()).map(async ({ name, version, manifest }) => ({
        ...{ name, version, manifest },
        entities: await catalogue.entitiesOf(name),
        targets: await targets(name),
        token: await token(name),
      })),
    );
}
export type ReadRegistry = ReturnType<typeof createReadRegistry>;
