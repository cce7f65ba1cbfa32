import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerPlan } from '../domain/plan-container.ts';
import type { VolumeBinding } from '../ports.ts';

/** Only its owner may read it; nobody writes it again. */
const READ_ONLY = 0o400;

/** Writes what a container shall find in files and not in its environment, and gives their mounts. May be repeated. */
export async function writeSecretFiles(
  { secretFiles }: Pick<ContainerPlan, 'secretFiles'>,
  { dataDir, instanceId }: { dataDir: string; instanceId: string },
): Promise<VolumeBinding[]> {
  await dropSecretFiles({ dataDir, instanceId });
  if (secretFiles.length === 0) return [];
  const folder = folderOf(dataDir, instanceId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return Promise.all(
    secretFiles.map(async ({ path, content }, index) => {
      const hostPath = join(folder, String(index));
      await writeFile(hostPath, content, { mode: READ_ONLY, flag: 'wx' });
      await chmod(hostPath, READ_ONLY); // whatever the umask is
      return { hostPath, containerPath: path, readOnly: true };
    }),
  );
}

/** Takes the secrets of an instance off the disk. */
export const dropSecretFiles = ({ dataDir, instanceId }: { dataDir: string; instanceId: string }): Promise<void> =>
  rm(folderOf(dataDir, instanceId), { recursive: true, force: true });

const folderOf = (dataDir: string, instanceId: string) => join(dataDir, 'secret-files', instanceId);
