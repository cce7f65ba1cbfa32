import type { CoreClient } from '@wecube/prisma';
import type { PackageCheck, PackageParticipant } from '../../packages/index.ts';
import { listDeployedUsing } from '../data/definitions.ts';

const NAMED = 5;

/** Keeps a package whose services deployed orchestrations call. */
export function createDesignParticipant(client: CoreClient): PackageParticipant {
  return {
    name: 'orchestration-design',
    async check({ kind, package: changed }) {
      if (kind !== 'DECOMMISSION' || !changed.active) return [];
      const used = await listDeployedUsing(client, changed.name);
      return used.length > 0 ? [usedBy(changed.name, used)] : [];
    },
    async apply() {
      // Definitions name services; nothing of theirs changes with a package.
    },
  };
}

function usedBy(packageName: string, used: readonly { name: string; version: number }[]): PackageCheck {
  const names = used.slice(0, NAMED).map(({ name, version }) => `"${name}" v${version}`);
  const more = used.length > NAMED ? ` and ${used.length - NAMED} more` : '';
  return {
    code: 'PACKAGE_USED_BY_DEFINITIONS',
    level: 'ERROR',
    message: `Deployed orchestrations call services of "${packageName}": ${names.join(', ')}${more}.`,
    remedy: 'Disable these orchestrations first.',
  };
}
