import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  publicKeyText,
  readPublicKey,
  readSignature,
  SIGNATURE_FILE,
  signingKeyId,
  signPackage,
  verifySignature,
} from './package-signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const FILES = [
  { path: 'register.xml', sha256: 'a'.repeat(64) },
  { path: 'image.tar', sha256: 'b'.repeat(64) },
];
const given = (content: string) => readSignature(Buffer.from(content));

it('vouches for exactly the files that were signed, in any order, and not for itself', () => {
  const signature = given(signPackage(FILES, privateKey));
  if (!signature) throw new Error('The signature cannot be read.');
  expect(signature.publicKey).toBe(publicKeyText(publicKey));
  expect(verifySignature(signature, [...FILES].reverse())).toBe(true);
  expect(verifySignature(signature, [...FILES, { path: SIGNATURE_FILE, sha256: 'c'.repeat(64) }])).toBe(true);
  expect(verifySignature(signature, FILES.slice(1))).toBe(false);
  expect(verifySignature(signature, [...FILES, { path: 'more', sha256: 'c'.repeat(64) }])).toBe(false);
  const renamed = FILES.map((file) => ({ ...file, path: `${file.path}2` }));
  expect(verifySignature(signature, renamed)).toBe(false);
  const changed = FILES.map((file) => ({ ...file, sha256: 'd'.repeat(64) }));
  expect(verifySignature(signature, changed)).toBe(false);
});

it('does not take the signature of one key for that of another', () => {
  const other = generateKeyPairSync('ed25519');
  const signature = given(signPackage(FILES, privateKey));
  if (!signature) throw new Error('The signature cannot be read.');
  expect(verifySignature({ ...signature, publicKey: publicKeyText(other.publicKey) }, FILES)).toBe(false);
});

it('reads no signature from what is none', () => {
  for (const content of [
    '',
    'words',
    '{}',
    '[]',
    '{"format":"wecube-package-signature-1","publicKey":"x","signature":"y"}',
  ])
    expect(given(content)).toBeNull();
});

it('reads keys as people pass them on, and gives each a short name', () => {
  const text = publicKeyText(publicKey);
  expect(readPublicKey(` ${text}\n`)?.asymmetricKeyType).toBe('ed25519');
  expect(signingKeyId(text)).toMatch(/^[0-9a-f]{16}$/);
  for (const wrong of ['', 'abc', text.slice(1), `${text}AAAA`, Buffer.alloc(31).toString('base64')])
    expect(readPublicKey(wrong)).toBeNull();
});
