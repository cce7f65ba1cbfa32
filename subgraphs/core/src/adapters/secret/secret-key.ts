import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toError } from '@wecube/kit';
import { sayAdapter } from '../texts.ts';

const KEY_BYTES = 32;

/** The key that seals secrets: the given one (base64), else one kept in the data folder, made at the first start. */
export async function loadSecretKey(options: { given?: string; dataDir: string }): Promise<Buffer> {
  const text = options.given ?? (await readOrMake(join(options.dataDir, 'secret.key')));
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw toError(sayAdapter('SECRET_KEY_INVALID', { bytes: KEY_BYTES, found: key.length }));
}

async function readOrMake(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return known.trim();
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(fresh, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
  // Of two processes that start at once, one key wins, whole.
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(fresh);
  return (await readFile(file, 'utf8')).trim();
}
