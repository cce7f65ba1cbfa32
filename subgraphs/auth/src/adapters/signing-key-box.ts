import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';

/** Seals private keys for the database with a key derived from the platform's internal key. */
export function createSigningKeyBox(internalKey: string) {
  const key = Buffer.from(hkdfSync('sha256', internalKey, '', 'wecube signing keys', 32));
  return {
    seal(text: string): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.');
    },
    /** Null when the text was changed or sealed with another internal key. */
    open(text: string): string | null {
      try {
        const [nonce, tag, sealed] = text.split('.').map((part) => Buffer.from(part, 'base64url'));
        if (!nonce || !tag || !sealed) return null;
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: 16 }).setAuthTag(tag);
        return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

export type SigningKeyBox = ReturnType<typeof createSigningKeyBox>;
