import type { PackagesFace } from '../../packages/index.ts';
import { pagePath } from '../domain/page-path.ts';
import type { RunningPackages } from '../ports.ts';
import type { UnpackPages } from './unpack-pages.ts';

export type ListDependencies = { packages: PackagesFace; running: RunningPackages; unpack: UnpackPages };

/** The pages of one package: where its files are served, and whether an instance can answer them. */
export type PackagePages = {
  packageId: string;
  packageName: string;
  packageVersion: string;
  active: boolean;
  paths: string[];
};

/** The pages of every active package that brings some. */
export async function listPages({ packages, running, unpack }: ListDependencies): Promise<PackagePages[]> {
  const [active, names] = await Promise.all([packages.activePackages(), running.runningPackages()]);
  const all = await Promise.all(
    active.map(async (pack) => {
      const { id, name, version } = pack;
      const pages = await unpack(pack);
      if (!pages) return null;
      const paths = [...pages.files.keys()].map((path) => pagePath({ name, version, path }));
      return { packageId: id, packageName: name, packageVersion: version, active: names.has(name), paths };
    }),
  );
  return all.filter((pages) => pages !== null);
}
