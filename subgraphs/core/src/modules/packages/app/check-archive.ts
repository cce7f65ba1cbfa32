import {
  decodeXml,
  type PackageSignature,
  parseManifest,
  readSignature,
  SIGNATURE_FILE,
} from '@wecube/plugin-adapters/contract';
import type { Archive } from '../data/archive.ts';
import { checkContents } from '../domain/check-contents.ts';
import { UploadRefused, uploadProblem } from '../domain/upload-problems.ts';
import type { CheckedPackage } from './store-package.ts';

/** Reads the manifest of an opened zip and checks it against the files beside it; throws UploadRefused. */
export async function checkArchive(
  archive: Archive,
): Promise<Omit<CheckedPackage, 'uploadId' | 'digest' | 'sizeBytes'>> {
  const bytes = await archive.readManifest();
  const result = parseManifest(bytes);
  if (!result.ok) throw new UploadRefused(result.problems.map(uploadProblem.manifest));
  const { manifest } = result;
  const problems = checkContents(manifest, new Set(archive.files.map(({ name }) => name)));
  if (problems.length > 0) throw new UploadRefused(problems);
  const signature = await signatureOf(archive);
  return { name: manifest.name, version: manifest.version, manifestXml: decodeXml(bytes), archive, signature };
}

const SIGNATURE_LIMIT = 16 * 1024;

/** Null of an unsigned package. Whether it fits is known when all files were read. */
async function signatureOf(archive: Archive): Promise<PackageSignature | null> {
  if (!archive.files.some(({ name }) => name === SIGNATURE_FILE)) return null;
  const content = await archive.readSmall(SIGNATURE_FILE, SIGNATURE_LIMIT);
  const signature = content && readSignature(content);
  if (!signature) throw new UploadRefused([uploadProblem.signatureUnreadable()]);
  return signature;
}
