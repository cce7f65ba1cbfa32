import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { inspect, publicKeyText, signingKeyId } from '@wecube/plugin-adapters/contract';
import { pack } from '@wecube/plugin-adapters/sample';
import { UsageError } from '../../settings.ts';

/** Prints, for every manifest or package zip, its name and seven counts; what is wrong with a file goes to stderr. */
export async function inspectPackages(files: readonly string[]): Promise<void> {
  for (const result of await inspect(files)) {
    if (result.ok) console.log(result.row);
    else fail(result.file, result.problems);
  }
}

/** Makes the zip of a package's folder, with `image` also its image.tar from this machine's files, and prints its path. */
export async function packPackage(
  folder: string,
  options: { image?: boolean; out?: string; sign?: string },
): Promise<void> {
  const signingKey = options.sign === undefined ? {} : { signingKey: readSigningKey(options.sign) };
  const result = await pack(folder, { image: options.image ?? false, outputFolder: options.out ?? '.', ...signingKey });
  if (result.ok) console.log(result.path);
  else fail(folder, result.problems);
}

/** Makes a private key that signs packages, in a file only its owner reads, and prints the public key that others trust. */
export function makeSigningKey(file: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const text = publicKeyText(publicKey);
  try {
    // An existing key is never written over: what it signed could be signed by nobody any more.
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new UsageError(
      `The key cannot be written to ${file} (${(error as NodeJS.ErrnoException).code}). Nothing was changed.`,
    );
  }
  console.log(`key     ${signingKeyId(text)}\npublic  ${text}`);
}

function readSigningKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (createPublicKey(key).asymmetricKeyType === 'ed25519') return key;
  } catch {
    // told below
  }
  throw new UsageError(
    `${file} holds no Ed25519 private key. Make one with "wecube plugin key ${file}". Nothing was packed.`,
  );
}

function fail(file: string, problems: readonly { line: number; message: string; remedy: string }[]): void {
  process.exitCode = 1;
  for (const { line, message, remedy } of problems) {
    process.stderr.write(`${file}${line > 0 ? `:${line}` : ''}: ${message} ${remedy}\n`);
  }
}
