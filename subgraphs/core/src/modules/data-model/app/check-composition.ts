import { AppError, saidBy } from '@wecube/kit';
import { manifestEntities, manifestInterfaces } from '@wecube/plugin-adapters/contract';
import type { GraphComposer } from '../../../ports/graph-composer.ts';
import type { PackageCheck, PackageParticipant, PackageRecord } from '../../packages/index.ts';
import type { DataModels } from '../data/data-models.ts';
import { sayModel } from '../domain/texts.ts';
import type { SubgraphWriter } from '../ports.ts';

/** Refuses to register a package whose generated subgraph would not compose with the graph as it is. */
export function checkComposition(deps: {
  models: DataModels;
  composer: GraphComposer;
  subgraphs: SubgraphWriter;
}): PackageParticipant {
  return {
    name: 'graph',
    async check({ kind, package: pack }) {
      // What a plugin serves itself is known when it runs: the adapter host tells then whether it fits.
      if (kind !== 'REGISTER' || pack.manifest.graphqlPath) return [];
      const sdl = await writeSdl(deps, pack);
      return typeof sdl === 'string' ? compose(deps.composer, pack, sdl) : [sdl];
    },
    async apply() {}, // the adapter host publishes the subgraph when it learns of the registration
  };
}

async function writeSdl(
  deps: { models: DataModels; subgraphs: SubgraphWriter },
  pack: PackageRecord,
): Promise<string | PackageCheck> {
  const known = await deps.models.entities();
  const { dynamic } = pack.manifest.dataModel;
  const entities = dynamic
    ? known.filter(({ packageName }) => packageName === pack.name)
    : manifestEntities(pack.manifest);
  const others = known.filter(({ packageName }) => packageName !== pack.name);
  try {
    return deps.subgraphs.write({
      packageName: pack.name,
      entities,
      interfaces: manifestInterfaces(pack.manifest),
      others,
    });
  } catch (error) {
    return refusal(pack, error instanceof Error ? error.message : String(error));
  }
}

async function compose(composer: GraphComposer, pack: PackageRecord, sdl: string): Promise<PackageCheck[]> {
  try {
    const verdict = await composer.check({ packageName: pack.name, sdl });
    return verdict.ok ? [] : [refusal(pack, verdict.error)];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [asCheck(error)];
  }
}

function asCheck(error: AppError): PackageCheck {
  const said = saidBy(error);
  const remedy = error.extensions['remedy'];
  return {
    code: error.code,
    level: 'ERROR',
    message: error.message,
    ...(typeof said === 'string' ? {} : { parameters: said.parameters }),
    ...(typeof remedy === 'string' ? { remedy } : {}),
  };
}

function refusal({ name, version }: PackageRecord, reason: string): PackageCheck {
  return { ...sayModel('GRAPH_DOES_NOT_COMPOSE', { package: name, version, reason }), level: 'ERROR' };
}
