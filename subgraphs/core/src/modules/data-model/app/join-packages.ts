import type { Clock } from '@wecube/kit';
import { manifestEntities } from '@wecube/plugin-adapters/contract';
import type { PackageCheck, PackageParticipant, PackageRecord } from '../../packages/index.ts';
import { type DataModels, deactivateModel } from '../data/data-models.ts';
import { type EntityModel, entityName } from '../domain/entity-model.ts';
import { sayModel } from '../domain/texts.ts';
import { saveVersion } from './save-version.ts';

/** The model of a package is that of its active version; a dynamic one keeps what was synced before. */
export function joinPackages({ models, clock }: { models: DataModels; clock: Clock }): PackageParticipant {
  return {
    name: 'data-model',
    async check({ kind, package: pack }) {
      if (kind === 'DECOMMISSION') return pack.active ? checkPointers(pack, await models.entities()) : [];
      return checkReferences(pack, await models.entities());
    },
    async apply({ kind, package: pack }, tx) {
      if (kind === 'DECOMMISSION') return pack.active ? deactivateModel(tx, pack.name) : undefined;
      const { dynamic } = pack.manifest.dataModel;
      const at = new Date(clock.now());
      const entities = dynamic ? null : manifestEntities(pack.manifest);
      await saveVersion(models, tx, { packageName: pack.name, dynamic, origin: 'MANIFEST', entities, at });
    },
  };
}

/** A reference to what is absent stays a plain id, and becomes an edge when the package arrives. */
function checkReferences(pack: PackageRecord, known: readonly EntityModel[]): PackageCheck[] {
  const own = manifestEntities(pack.manifest);
  const names = new Set([...known.filter(({ packageName }) => packageName !== pack.name), ...own].map(entityName));
  return own.flatMap((entity) =>
    entity.attributes.flatMap(({ name, references: to }) => {
      const target = to && entityName({ packageName: to.packageName, name: to.entityName });
      if (!target || names.has(target)) return [];
      const facts = { entity: entityName(entity), attribute: name, target };
      return [{ ...sayModel('REFERENCE_TARGET_ABSENT', facts), level: 'WARNING' as const }];
    }),
  );
}

function checkPointers(pack: PackageRecord, known: readonly EntityModel[]): PackageCheck[] {
  const pointing = known.filter(
    ({ packageName, attributes }) =>
      packageName !== pack.name && attributes.some(({ references }) => references?.packageName === pack.name),
  );
  return pointing.map((entity) => ({
    ...sayModel('MODEL_STILL_REFERENCED', { entity: entityName(entity), package: pack.name }),
    level: 'WARNING',
  }));
}
