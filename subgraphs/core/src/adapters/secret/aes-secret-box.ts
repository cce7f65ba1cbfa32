import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { toError } from '@wecube/kit';
import type { SecretBox } from '../../modules/instances/index.ts';
import { sayAdapter } from '../texts.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. The text names its key, so that keys can be rotated: `v1.<key id>.<nonce, tag and cipher text>`. */
export function createAesSecretBox(key: Buffer): SecretBox {
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const hidden = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `v1.${keyId}.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
    },
    open(sealed) {
      const [version, id, body = ''] = sealed.split('.');
      if (version !== 'v1' || id !== keyId) throw unreadable('it was sealed with another key');
      return decrypt(key, Buffer.from(body, 'base64url'));
    },
  };
}

function decrypt(key: Buffer, content: Buffer): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, content.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(content.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(content.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw unreadable('it was changed', error);
  }
}

const unreadable = (why: string, cause?: unknown) =>
  toError(sayAdapter('SECRET_UNREADABLE', { reason: why }), { cause, status: 500 });
