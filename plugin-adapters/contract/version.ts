/**
 * Orders two versions: negative when `left` is older, zero when they are equal, positive when it is newer.
 * Any number of numeric parts; a missing part is zero; `v1.0.0-beta` is older than `v1.0.0`; `+build` does not count.
 */
export function compareVersions(left: string, right: string): number {
  const a = parseVersion(left);
  const b = parseVersion(right);
  const difference = comparePartwise(a.numbers, b.numbers);
  return difference !== 0 ? difference : comparePreReleases(a.preRelease, b.preRelease);
}

type Version = { numbers: number[]; preRelease: string[] };

function parseVersion(text: string): Version {
  const [withoutBuild = ''] = text.trim().replace(/^v/i, '').split('+');
  const dash = withoutBuild.indexOf('-');
  const core = dash < 0 ? withoutBuild : withoutBuild.slice(0, dash);
  const preRelease = dash < 0 ? [] : withoutBuild.slice(dash + 1).split('.');
  return { numbers: core.split('.').map(numberOf), preRelease };
}

function numberOf(part: string): number {
  return /^\d+$/.test(part) ? Number(part) : 0;
}

function comparePartwise(a: number[], b: number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function comparePreReleases(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) {
    return b.length - a.length;
  }
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = compareIdentifiers(a[index], b[index]);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? -1 : 1;
  }
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aIsNumber && bIsNumber) {
    return Number(a) - Number(b);
  }
  if (aIsNumber !== bIsNumber) {
    return aIsNumber ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
