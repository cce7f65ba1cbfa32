import type { PackageRecord, PackagesFace } from '../../packages/index.ts';
import type { PageFolder, Pages } from '../data/page-folder.ts';

const PAGES_ZIP = 'ui.zip';

export type UnpackDependencies = { files: PackagesFace['files']; folder: PageFolder };

/** The pages that a package brings, unpacked; null when it brings none. Throws PagesRefused when they are unfit. */
export type UnpackPages = (pack: PackageRecord) => Promise<Pages | null>;

export function createUnpackPages({ files, folder }: UnpackDependencies): UnpackPages {
  // What a package holds never changes, so that it brings none is known once and for all.
  const without = new Set<string>();
  return async (pack) => {
    if (without.has(pack.digest)) return null;
    if (await files.has(pack, PAGES_ZIP)) return folder.unpacked(pack.digest, () => files.open(pack, PAGES_ZIP));
    without.add(pack.digest);
    return null;
  };
}
