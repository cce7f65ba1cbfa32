import type { Clock } from '@wecube/kit';
import type { PackageParticipant } from '../../packages/index.ts';
import { replaceDeclared, retireServices } from '../data/services.ts';
import { type DeclaredService, declaredServices } from '../domain/declared-service.ts';
import { sayService } from '../domain/texts.ts';

/** The services of a package are the interfaces of its active version, with the settings that were chosen before. */
export function joinPackages({ clock }: { clock: Clock }): PackageParticipant {
  return {
    name: 'services',
    async check({ kind, package: pack }) {
      if (kind !== 'REGISTER') return [];
      const waiting = declaredServices(pack.manifest).filter(({ enabled }) => !enabled);
      return waiting.length === 0 ? [] : [needsTarget(waiting)];
    },
    async apply({ kind, package: pack }, tx) {
      const at = new Date(clock.now());
      if (kind === 'REGISTER') await replaceDeclared(tx, pack, declaredServices(pack.manifest), at);
      else if (pack.active) await retireServices(tx, pack.name, at);
    },
  };
}

function needsTarget(waiting: readonly DeclaredService[]) {
  const services = waiting.slice(0, 3).map(({ name }) => name);
  const more = waiting.length - services.length;
  const said =
    more > 0
      ? sayService('SERVICE_NEEDS_TARGET_ENTITY.disabledMore', { services, more })
      : sayService('SERVICE_NEEDS_TARGET_ENTITY.disabled', { services });
  return { ...said, level: 'WARNING' as const };
}
