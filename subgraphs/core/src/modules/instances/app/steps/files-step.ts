import { sayInstance } from '../../domain/texts.ts';
import type { ContainerHost, LaunchablePackage, PackageBundle } from '../../ports.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import type { KeyedLock } from '../keyed-lock.ts';
import { type LaunchStep, required } from '../launch-work.ts';

type Dependencies = Pick<InstanceDependencies, 'files' | 'repository'> & { filesLock: KeyedLock };

/** Brings the package's files or image to the host; instances of one package version share them. */
export function filesStep({ files, repository, filesLock }: Dependencies): LaunchStep {
  return {
    key: 'files',
    async run(work) {
      const pack = required(work.pack, 'package');
      const bundle = bundleOf(pack, required(work.runtime, 'runtime').imageName, files);
      const brought = await filesLock(lockKey(work.instance), () => required(work.container, 'host').install(bundle));
      return brought ? null : sayInstance('STEP_FILES_THERE');
    },
    async undo({ instance, pack, runtime, container }) {
      if (!pack || !runtime || !container) return null;
      const bundle = bundleOf(pack, runtime.imageName, files);
      const gone = await filesLock(lockKey(instance), () =>
        dropUnused(container, bundle, () => repository.countSharers(instance)),
      );
      return gone ? { en: "the package's files were taken off the host", zh: '已从母机移除插件包文件' } : null;
    },
  };
}

export const lockKey = ({ hostId, packageId }: { hostId: string; packageId: string }) => `${hostId}/${packageId}`;

/** Takes files away unless another instance needs them; to be called under the lock of the package on the host. */
export async function dropUnused(
  container: ContainerHost,
  bundle: Pick<PackageBundle, 'packageName' | 'version' | 'imageName'>,
  countSharers: () => Promise<number>,
): Promise<boolean> {
  if ((await countSharers()) > 0) return false;
  await container.uninstall(bundle);
  return true;
}

function bundleOf(
  pack: LaunchablePackage,
  imageName: string | null,
  files: InstanceDependencies['files'],
): PackageBundle {
  const address = { name: pack.name, version: pack.version };
  return {
    packageName: pack.name,
    version: pack.version,
    imageName,
    files: () => files.list(address),
    open: (path) => files.open(address, path),
  };
}
