import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

/** The entry of a package's zip that vouches for all the others. */
export const SIGNATURE_FILE = 'package.sig';

const FORMAT = 'wecube-package-signature-1';
const KEY_BYTES = 32;
/** What goes before the 32 bytes of an Ed25519 key in its standard form (SPKI, RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

const signatureSchema = z.object({ format: z.literal(FORMAT), publicKey: z.string(), signature: z.string() });
export type PackageSignature = z.infer<typeof signatureSchema>;

/** SHA-256 of one unpacked file, in hex. */
export type EntryDigest = { path: string; sha256: string };

/** The content of `package.sig` for files with these digests, by an Ed25519 private key. */
export function signPackage(entries: readonly EntryDigest[], privateKey: KeyObject): string {
  const signature = sign(null, signedText(entries), privateKey).toString('base64');
  const publicKey = publicKeyText(createPublicKey(privateKey));
  return `${JSON.stringify({ format: FORMAT, publicKey, signature }, null, 2)}\n`;
}

/** Null for what is no signature of this form. */
export function readSignature(content: Buffer): PackageSignature | null {
  try {
    const signature = signatureSchema.parse(JSON.parse(content.toString('utf8')));
    return readPublicKey(signature.publicKey) ? signature : null;
  } catch {
    return null;
  }
}

/** Whether the key it names signed exactly these files; whether that key is trusted is another question. */
export function verifySignature({ publicKey, signature }: PackageSignature, entries: readonly EntryDigest[]): boolean {
  const key = readPublicKey(publicKey);
  return key !== null && verify(null, signedText(entries), key, Buffer.from(signature, 'base64'));
}

/** The key from the text that people pass on: 32 bytes in base64. Null when it is none. */
export function readPublicKey(text: string): KeyObject | null {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== text.trim()) return null;
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_HEAD, bytes]), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** The text that people pass on, of an Ed25519 public key. */
export function publicKeyText(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length).toString('base64');
}

const KEY_ID_LENGTH = 16;

/** A short name of a public key, to compare over the telephone. */
export function signingKeyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, KEY_ID_LENGTH);
}

/** The same for the same files, in whatever order the zip holds them. */
function signedText(entries: readonly EntryDigest[]): Buffer {
  const lines = entries
    .filter(({ path }) => path !== SIGNATURE_FILE)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .sort();
  return Buffer.from(`${FORMAT}\n${lines.join('')}`);
}
