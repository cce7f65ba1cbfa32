import type { PackageCheck, PackageParticipant } from '../../packages/index.ts';
import { PagesRefused } from '../data/page-folder.ts';
import type { UnpackPages } from './unpack-pages.ts';

/** A package is registered only with pages that can be served; they are unpacked by then. */
export function joinPackages(unpack: UnpackPages): PackageParticipant {
  return {
    name: 'plugin-pages',
    async check({ kind, package: pack }): Promise<PackageCheck[]> {
      if (kind !== 'REGISTER') return [];
      try {
        await unpack(pack);
        return [];
      } catch (error) {
        if (!(error instanceof PagesRefused)) throw error;
        return [{ ...error.said, level: 'ERROR' }];
      }
    },
    // Pages are served by what the package itself is: nothing of them is written.
    apply: async () => {},
  };
}
