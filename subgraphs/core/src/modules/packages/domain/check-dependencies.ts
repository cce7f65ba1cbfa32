import { compareVersions } from '@wecube/plugin-adapters/contract';
import type { PackageCheck } from './package.ts';
import { sayPackage } from './texts.ts';

/** The release of the original platform whose plugin contract this product keeps; `platform` dependencies compare with it. */
const COMPATIBLE_PLATFORM_VERSION = 'v4.5.6';

export type Dependent = { name: string; version: string; dependencies: readonly { name: string; version: string }[] };

/** Checks what a package needs, and what that needs in turn, against the active packages; each lack is named once. */
export function checkDependencies(
  candidate: Dependent,
  active: readonly Dependent[],
  platformVersion: string = COMPATIBLE_PLATFORM_VERSION,
): PackageCheck[] {
  const byName = new Map(active.map((one) => [one.name, one]));
  byName.set(candidate.name, candidate);
  const checks = new Map<string, PackageCheck>();
  const visited = new Set<string>();
  const walk = (dependent: Dependent, trail: readonly string[]): void => {
    if (visited.has(dependent.name)) return;
    visited.add(dependent.name);
    for (const needed of dependent.dependencies) {
      const check =
        needed.name === 'platform'
          ? checkPlatform(needed, platformVersion, trail)
          : checkPackage(needed, byName, trail);
      if (check) checks.set(`${needed.name} ${needed.version}`, check);
      const found = byName.get(needed.name);
      if (found) walk(found, [...trail, needed.name]);
    }
  };
  walk(candidate, [candidate.name]);
  return [...checks.values()];
}

/** The active packages that would miss `name` if it left. */
export function dependentsOf(name: string, active: readonly Dependent[]): Dependent[] {
  return active.filter((one) => one.name !== name && one.dependencies.some((needed) => needed.name === name));
}

/** The active packages that need a newer version than the candidate's; they matter when it takes the place of another. */
export function checkNeedsOf(candidate: Dependent, active: readonly Dependent[]): PackageCheck[] {
  return active
    .filter(({ name }) => name !== candidate.name)
    .flatMap((dependent) =>
      dependent.dependencies
        .filter((needed) => needed.name === candidate.name)
        .filter((needed) => compareVersions(candidate.version, needed.version) < 0)
        .map((needed) => ({
          ...sayPackage('PACKAGE_VERSION_STILL_NEEDED', {
            ...{ dependent: dependent.name, version: dependent.version, package: candidate.name },
            ...{ needed: needed.version, candidate: candidate.version },
          }),
          level: 'ERROR' as const,
        })),
    );
}

type Needed = Dependent['dependencies'][number];

function checkPlatform(needed: Needed, version: string, trail: readonly string[]): PackageCheck | null {
  if (compareVersions(version, needed.version) >= 0) return null;
  const facts = { trail: trail.join(' -> '), version: needed.version, platform: version };
  return { ...sayPackage('DEPENDENCY_PLATFORM_TOO_OLD', facts), level: 'ERROR' };
}

function checkPackage(
  needed: Needed,
  byName: ReadonlyMap<string, Dependent>,
  trail: readonly string[],
): PackageCheck | null {
  const found = byName.get(needed.name);
  if (found && compareVersions(found.version, needed.version) >= 0) return null;
  const facts = { trail: trail.join(' -> '), name: needed.name, version: needed.version };
  const said = found
    ? sayPackage('DEPENDENCY_TOO_OLD', { ...facts, found: found.version })
    : sayPackage('DEPENDENCY_MISSING', facts);
  return { ...said, level: 'ERROR' };
}
