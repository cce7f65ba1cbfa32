import { constants, createPublicKey, generateKeyPair, publicEncrypt } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@wecube/kit';
import type { RuntimeDeclaration } from '../domain/runtime.ts';
import { mountsDir } from './resolve-variables.ts';

/** Where plugins look for the key: they mount `{{BASE_MOUNT_PATH}}/certs` as `/certs` or `/data/certs`. */
const KEY_FILE = 'rsa_key';
const CERTS = /^\{\{\s*BASE_MOUNT_PATH\s*\}\}\/certs\/?\s*:/;
const KEY_BITS = 2048;

/** The variables that the original encrypts; plugins pass values without the prefix through. */
const ENCRYPTED = ['DB_PWD', 'JWT_SIGNING_KEY'];
const PREFIX = 'RSA@';

/** Whether a plugin can decrypt: it mounts the folder with the key. */
export const expectsEncryption = ({ volumeBindings }: RuntimeDeclaration): boolean =>
  volumeBindings.some((binding) => CERTS.test(binding.trim()));

/** Encrypts the platform's secrets among the values with the key whose private half the plugin reads from its mount. */
export async function protectSecrets(
  values: ReadonlyMap<string, string>,
  dataDir: string,
): Promise<ReadonlyMap<string, string>> {
  const publicKey = createPublicKey(await ensureKey(join(mountsDir(dataDir), 'certs')));
  const key = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
  const encrypt = (value: string) => `${PREFIX}${publicEncrypt(key, Buffer.from(value)).toString('base64')}`;
  const mustHide = (name: string, value: string) =>
    ENCRYPTED.includes(name) && value !== '' && !value.startsWith(PREFIX);
  return new Map([...values].map(([name, value]) => [name, mustHide(name, value) ? encrypt(value) : value]));
}

/** The private key as PKCS#8 PEM, made once, for its owner only; of two that make it at once, one wins for both. */
async function ensureKey(folder: string): Promise<string> {
  const file = join(folder, KEY_FILE);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return known;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const fresh = join(folder, newId('key'));
  await writeFile(fresh, privateKey, { mode: 0o600 });
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(fresh);
  return readFile(file, 'utf8');
}
