import { createHash, type KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ManifestProblem, parseManifest, SIGNATURE_FILE, signPackage } from '../../contract/index.ts';
import { buildImage } from './build-image.ts';
import { type PackageFile, readPackageFiles } from './package-files.ts';
import { writeZip } from './write-zip.ts';

export type PackOptions = {
  /** Also builds `image.tar` from files of this machine, so that the package runs on Docker. */
  image?: boolean;
  /** Where the zip is written; the working folder unless told. */
  outputFolder?: string;
  /** The Ed25519 private key that signs it; unsigned without. */
  signingKey?: KeyObject;
};

export type PackResult =
  | { ok: true; path: string; name: string; version: string }
  | { ok: false; problems: ManifestProblem[] };

/** Makes `{name}-{version}.zip` of a package's folder. The same files always give the same bytes. */
export async function pack(folder: string, options: PackOptions = {}): Promise<PackResult> {
  const files = await readPackageFiles(resolve(folder));
  const register = files.find(({ path }) => path === 'register.xml');
  if (!register) {
    return { ok: false, problems: [withoutManifest(folder)] };
  }
  const parsed = parseManifest(register.bytes);
  if (!parsed.ok) {
    return { ok: false, problems: parsed.problems };
  }
  const { name, version } = parsed.manifest;
  const others = files.filter(({ path }) => !options.image || path !== 'image.tar');
  const image = options.image ? [{ path: 'image.tar', bytes: await buildImage(parsed.manifest, others) }] : [];
  const outputFolder = resolve(options.outputFolder ?? '.');
  await mkdir(outputFolder, { recursive: true });
  const path = join(outputFolder, `${name}-${version}.zip`);
  const content = [...others.filter((file) => file.path !== SIGNATURE_FILE), ...image];
  await writeZip(path, options.signingKey ? [...content, signatureOf(content, options.signingKey)] : content);
  return { ok: true, path, name, version };
}

function signatureOf(files: readonly PackageFile[], key: KeyObject): PackageFile {
  const digests = files.map(({ path, bytes }) => ({ path, sha256: createHash('sha256').update(bytes).digest('hex') }));
  return { path: SIGNATURE_FILE, bytes: Buffer.from(signPackage(digests, key)) };
}

function withoutManifest(folder: string): ManifestProblem {
  return {
    code: 'MANIFEST_MISSING',
    message: `${folder} holds no register.xml.`,
    line: 0,
    element: '',
    remedy: 'Give the folder of a plugin package, with register.xml in it.',
  };
}
