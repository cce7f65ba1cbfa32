import { type Manifest, serviceName } from '@wecube/plugin-adapters/contract';
import type { CoreClient } from '@wecube/prisma';
import type { PackageCheck, PackageParticipant } from '../../packages/index.ts';
import { listDeployedUsing } from '../data/definitions.ts';

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
  const message = `Deployed orchestrations call services of "${packageName}": ${named(uses.map(title))}.`;
  return [
    { code: 'PACKAGE_USED_BY_DEFINITIONS', level: 'ERROR', message, remedy: 'Disable these orchestrations first.' },
  ];
}

function whatLacks(
  { version, manifest }: { version: string; manifest: Manifest },
  uses: readonly Use[],
): PackageCheck[] {
  const offered = servicesOf(manifest);
  const missing = [...new Set(uses.flatMap(({ services }) => services))].filter((service) => !offered.has(service));
  if (missing.length === 0) return [];
  const callers = uses.filter(({ services }) => services.some((service) => missing.includes(service)));
  const message = `Version ${version} lacks services that deployed orchestrations call: ${named(missing)} (called by ${named(callers.map(title))}).`;
  const remedy = 'Their runs will fail at these nodes: change or disable these orchestrations.';
  return [{ code: 'PACKAGE_LACKS_USED_SERVICES', level: 'WARNING', message, remedy }];
}

function servicesOf({ name, plugins }: Manifest): ReadonlySet<string> {
  return new Set(
    plugins.flatMap((plugin) =>
      plugin.interfaces.map(({ action }) => serviceName(name, plugin.name, plugin.registerName, action)),
    ),
  );
}

const title = ({ name, version }: Use) => `"${name}" v${version}`;

function named(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `${names.slice(0, NAMED).join(', ')}${more}`;
}
