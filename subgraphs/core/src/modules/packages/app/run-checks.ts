import { parseManifest } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase } from '@wecube/prisma';
import { readTrust } from '../data/package-trust.ts';
import { findActivePackage, findActivePackages } from '../data/packages.ts';
import { checkDependencies, checkNeedsOf, type Dependent, dependentsOf } from '../domain/check-dependencies.ts';
import type { PackageChange, PackageCheck, PackageRecord } from '../domain/package.ts';
import { checkSignature } from '../domain/package-trust.ts';
import { sayPackage } from '../domain/texts.ts';
import type { PackageParticipant } from '../ports.ts';

export type CheckDependencies = { database: CoreDatabase; participants: readonly PackageParticipant[] };

/** What a change would be, seen from now. */
export async function planChange(
  deps: CheckDependencies,
  kind: PackageChange['kind'],
  pack: PackageRecord,
): Promise<PackageChange> {
  const active = await findActivePackage(deps.database.client, pack.name);
  return { kind, package: pack, previous: active?.id === pack.id ? null : active };
}

/** Everything that is to be said before the change: by this module itself and by every participant. */
export async function runChecks(deps: CheckDependencies, change: PackageChange): Promise<PackageCheck[]> {
  const active = (await findActivePackages(deps.database.client)).map(toDependent);
  const own =
    change.kind === 'REGISTER'
      ? [
          ...checkDependencies(toDependent(change.package), active),
          ...(change.previous ? checkNeedsOf(toDependent(change.package), active) : []),
          ...checkSignature(change.package, await readTrust(deps.database.client)),
          ...checkManifest(change.package),
        ]
      : checkDependents(change, active);
  const others = await Promise.all(deps.participants.map((participant) => participant.check(change)));
  return [...own, ...others.flat()];
}

/** What the parser found odd but readable, such as an attribute it does not know. */
function checkManifest({ manifestXml }: PackageRecord): PackageCheck[] {
  const result = parseManifest(manifestXml);
  const warnings = result.ok ? result.warnings : [];
  return warnings.map(({ code, message, parameters, line, element, remedy }) => ({
    ...{ code, parameters },
    level: 'WARNING',
    message: `register.xml, line ${line}, ${element}: ${message}`,
    remedy,
  }));
}

function checkDependents({ package: pack }: PackageChange, active: readonly Dependent[]): PackageCheck[] {
  if (!pack.active) return [];
  return dependentsOf(pack.name, active).map((dependent) => ({
    ...sayPackage('PACKAGE_STILL_NEEDED', {
      dependent: dependent.name,
      version: dependent.version,
      package: pack.name,
    }),
    level: 'ERROR',
  }));
}

const toDependent = ({ name, version, manifest }: PackageRecord): Dependent => ({
  name,
  version,
  dependencies: manifest.dependencies,
});
