import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type EntityModel, manifestInterfaces, manifestSchema } from '../contract/index.ts';
import { buildPackageSubgraph, type PackageSubgraph, type WecubeRestClient } from '../wecube-rest/index.ts';
import type { RegistryPackage } from './core-registry.ts';

const entityModelSchema: z.ZodType<EntityModel> = z.object({
  packageName: z.string(),
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  modelVersion: z.number(),
  attributes: z.array(
    z.object({
      name: z.string(),
      dataType: z.string(),
      description: z.string(),
      required: z.boolean(),
      multiple: z.boolean(),
      references: z.object({ packageName: z.string(), entityName: z.string(), attributeName: z.string() }).nullable(),
    }),
  ),
});

/** A package's subgraph as it is served now. */
export type ServedSubgraph = PackageSubgraph & { packageName: string; subgraphName: string; fingerprint: string };

/** What the router is told of a package's part of the graph. */
export type GraphPart = Pick<ServedSubgraph, 'packageName' | 'subgraphName' | 'sdl'>;

export type BuildFailure = { packageName: string; error: string };

/** Builds and keeps one subgraph per package; one that did not change is not built again. */
export class PackageSubgraphs {
  private served = new Map<string, ServedSubgraph>();
  private readonly client: WecubeRestClient;

  constructor(client: WecubeRestClient) {
    this.client = client;
  }

  find(packageName: string): ServedSubgraph | undefined {
    return this.served.get(packageName);
  }

  all(): ServedSubgraph[] {
    return [...this.served.values()];
  }

  /** Takes over the registry: new and changed packages are built, gone ones dropped, broken ones told and kept as they were. */
  follow(packages: readonly RegistryPackage[]): BuildFailure[] {
    const models = new Map(packages.map((entry) => [entry.name, z.array(entityModelSchema).safeParse(entry.entities)]));
    const known = packages.map(({ name }) => ({ packageName: name, entities: models.get(name)?.data ?? [] }));
    const next = new Map<string, ServedSubgraph>();
    const failed: BuildFailure[] = [];
    for (const entry of packages) {
      // Its entities are known to others, but its own part of the graph it serves itself.
      if (graphqlPathOf(entry) !== null) continue;
      try {
        const others = known.filter(({ packageName }) => packageName !== entry.name);
        next.set(entry.name, this.build(entry, others));
      } catch (error) {
        failed.push({ packageName: entry.name, error: (error as Error).message });
        const former = this.served.get(entry.name);
        if (former) {
          next.set(entry.name, former);
        }
      }
    }
    this.served = next;
    return failed;
  }

  private build(entry: RegistryPackage, otherPackages: { packageName: string; entities: EntityModel[] }[]) {
    const entities = z.array(entityModelSchema).parse(entry.entities);
    const interfaces = manifestInterfaces(manifestSchema.parse(entry.manifest));
    const source = { packageName: entry.name, entities, interfaces, otherPackages };
    const fingerprint = createHash('sha256').update(JSON.stringify(source)).digest('hex');
    const former = this.served.get(entry.name);
    if (former?.fingerprint === fingerprint) {
      return former;
    }
    const subgraph = buildPackageSubgraph({ ...source, client: this.client });
    return { ...subgraph, packageName: entry.name, subgraphName: subgraphName(entry.name), fingerprint };
  }
}

/** Where the plugin of a package serves a subgraph of its own, if it does. */
export function graphqlPathOf({ manifest }: RegistryPackage): string | null {
  return manifestSchema.safeParse(manifest).data?.graphqlPath ?? null;
}

/** The package's name where the router takes it; else the part it takes, with a hash of the whole. */
export function subgraphName(packageName: string): string {
  if (/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(packageName)) {
    return packageName;
  }
  const hash = createHash('sha256').update(packageName).digest('hex').slice(0, 8);
  return `p${packageName.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 40)}_${hash}`;
}
