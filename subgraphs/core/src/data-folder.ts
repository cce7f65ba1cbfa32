import { access, constants, mkdir } from 'node:fs/promises';
import { AppError } from '@wecube/kit';

/** Makes sure of the folder that core keeps its files in; what is wrong with it is said before anything starts. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new AppError('DATA_FOLDER_NOT_WRITABLE', `The data folder "${folder}" cannot be written (${code}).`, {
      cause: error,
    });
  }
}
