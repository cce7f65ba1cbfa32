import type { Parameter, Said } from '@wecube/kit';
import { type Manifest, serviceName } from '@wecube/plugin-adapters/contract';
import type { CoreClient } from '@wecube/prisma';
import type { PackageCheck, PackageParticipant } from '../../packages/index.ts';
import { listDeployedUsing } from '../data/definitions.ts';
import { sayDesign } from '../domain/texts.ts';

const NAMED = 5;

type Use = { name: string; version: number; services: readonly string[] };

/** Keeps a package whose services deployed orchestrations call, and warns of a version that lacks such a service. */
export function createDesignParticipant(client: CoreClient): PackageParticipant {
  return {
    name: 'orchestration-design',
    async check({ kind, package: changed, previous }) {
      const matters = kind === 'DECOMMISSION' ? changed.active : previous !== null;
      const uses = matters ? await listDeployedUsing(client, changed.name) : [];
      return kind === 'DECOMMISSION' ? whatUses(changed.name, uses) : whatLacks(changed, uses);
    },
    async apply() {
      // Definitions name services; nothing of theirs changes with a package.
    },
  };
}

function whatUses(packageName: string, uses: readonly Use[]): PackageCheck[] {
  if (uses.length === 0) return [];
  const said = sayDesign('PACKAGE_USED_BY_DEFINITIONS', {
    package: packageName,
    orchestrations: named(uses.map(title)),
  });
  return [{ ...said, level: 'ERROR' }];
}

function whatLacks(
  { version, manifest }: { version: string; manifest: Manifest },
  uses: readonly Use[],
): PackageCheck[] {
  const offered = servicesOf(manifest);
  const missing = [...new Set(uses.flatMap(({ services }) => services))].filter((service) => !offered.has(service));
  if (missing.length === 0) return [];
  const callers = uses.filter(({ services }) => services.some((service) => missing.includes(service)));
  const facts = { version, services: named(missing), orchestrations: named(callers.map(title)) };
  return [{ ...sayDesign('PACKAGE_LACKS_USED_SERVICES', facts), level: 'WARNING' }];
}

function servicesOf({ name, plugins }: Manifest): ReadonlySet<string> {
  return new Set(
    plugins.flatMap((plugin) =>
      plugin.interfaces.map(({ action }) => serviceName(name, plugin.name, plugin.registerName, action)),
    ),
  );
}

const title = ({ name, version }: Use): Said => sayDesign('ORCHESTRATION_VERSION', { name, version });

function named(all: readonly (string | Said)[]): Parameter {
  const names = all.slice(0, NAMED);
  return all.length > NAMED ? sayDesign('SOME_NAMES.more', { names, more: all.length - NAMED }) : names;
}
