import type { PackageCheck } from './package.ts';
import { sayPackage } from './texts.ts';

/** A key whose signatures are trusted; the id is the beginning of its digest. */
export type SigningKey = { id: string; name: string; publicKey: string; trustedAt: Date; trustedBy: string };

/** Whose packages this platform takes. */
export type PackageTrust = { requireSignature: boolean; keys: readonly SigningKey[] };

/** UNKNOWN_KEY: the signature fits, and nobody here trusts the key that made it. */
export type SignatureState = 'UNSIGNED' | 'TRUSTED' | 'UNKNOWN_KEY';

export function signatureState(signerKey: string | null, { keys }: PackageTrust): SignatureState {
  if (signerKey === null) return 'UNSIGNED';
  return keys.some(({ publicKey }) => publicKey === signerKey) ? 'TRUSTED' : 'UNKNOWN_KEY';
}

/** What the policy has against a package. */
export function checkSignature(
  { name, version, signerKey }: { name: string; version: string; signerKey: string | null },
  trust: PackageTrust,
): PackageCheck[] {
  if (!trust.requireSignature) return [];
  const state = signatureState(signerKey, trust);
  if (state === 'TRUSTED') return [];
  const code = state === 'UNSIGNED' ? 'PACKAGE_UNSIGNED' : 'PACKAGE_KEY_NOT_TRUSTED';
  return [{ ...sayPackage(code, { name, version }), level: 'ERROR' }];
}
