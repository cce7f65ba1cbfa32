import { join } from 'node:path';
import type { Logger, PubSub } from '@wecube/kit';
import { PACKAGE_CHANGED, type PackageEvent, type PackagesFace } from '../packages/index.ts';
import { createPagesRoute } from './api/pages-route.ts';
import { PluginPagesResolver } from './api/plugin-pages.resolver.ts';
import { joinPackages } from './app/join-packages.ts';
import { listPages } from './app/list-pages.ts';
import { createUnpackPages } from './app/unpack-pages.ts';
import { PageFolder } from './data/page-folder.ts';
import type { RunningPackages } from './ports.ts';

export type PluginPagesDependencies = {
  packages: PackagesFace;
  running: RunningPackages;
  pubSub: PubSub;
  logger: Logger;
  /** Unpacked pages are kept in a folder of it. */
  dataFolder: string;
  /** Of a ui.zip, unpacked. */
  limitBytes: number;
};

/** The pages that packages bring: unpacked at registration, served with addresses that never change. */
export function createPluginPagesModule(deps: PluginPagesDependencies) {
  const { packages, pubSub, logger } = deps;
  const folder = new PageFolder(join(deps.dataFolder, 'pages'), deps.limitBytes);
  const unpack = createUnpackPages({ files: packages.files, folder });
  const events = pubSub.subscribe<PackageEvent>(PACKAGE_CHANGED);
  forgetDecommissioned(events, packages, folder).catch((error: unknown) => {
    logger.warn({ err: error }, 'unpacked pages of decommissioned packages stay on this machine');
  });
  return {
    participant: joinPackages(unpack),
    resolvers: [[PluginPagesResolver, new PluginPagesResolver(() => listPages({ ...deps, unpack }))]] as const,
    routes: [createPagesRoute({ findVersion: packages.findVersion, unpack })] as const,
    stop: async () => void (await events.return?.()),
  };
}

async function forgetDecommissioned(
  events: AsyncIterable<PackageEvent>,
  packages: PackagesFace,
  folder: PageFolder,
): Promise<void> {
  for await (const { subject, data } of events) {
    const gone = data.status === 'DECOMMISSIONED' && (await packages.findPackage(subject));
    if (gone) await folder.remove(gone.digest);
  }
}
