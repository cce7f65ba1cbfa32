import { newId } from '@wecube/kit';
import type { AuthDatabase } from '@wecube/prisma';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { TokenSigner } from '../modules/tokens/index.ts';
import type { SigningKeyBox } from './signing-key-box.ts';

const ALGORITHM = 'ES256';
const ISSUER = 'wecube';
const DAY_MS = 24 * 60 * 60_000;
/** How long a key signs, and how long it is still published after the next one took over. */
const SIGNS_MS = 30 * DAY_MS;
const PUBLISHED_AFTER_MS = DAY_MS;

type SigningKey = { id: string; key: Awaited<ReturnType<typeof importJWK>>; createdAt: number };

/** Signs with the newest key of the database; makes one when there is none, it is old, or it cannot be opened. */
export function createDatabaseTokenSigner({ client }: AuthDatabase, box: SigningKeyBox): TokenSigner {
  let current: SigningKey | null = null;

  async function newest(): Promise<SigningKey | null> {
    const row = await client.signingKey.findFirst({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
    const secret = row && box.open(row.privateKey);
    if (!row || !secret) return null;
    return {
      id: row.id,
      key: await importJWK(JSON.parse(secret) as JWK, row.algorithm),
      createdAt: row.createdAt.getTime(),
    };
  }

  async function make(now: number): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const [open, secret] = [await exportJWK(publicKey), await exportJWK(privateKey)];
    const row = { id: newId('key'), algorithm: ALGORITHM, createdAt: new Date(now) };
    const keys = { publicKey: JSON.stringify(open), privateKey: box.seal(JSON.stringify(secret)) };
    await client.signingKey.create({ data: { ...row, ...keys } });
    return { id: row.id, key: privateKey, createdAt: now };
  }

  async function rotate(now: number): Promise<void> {
    const found = await newest();
    current = found && now - found.createdAt < SIGNS_MS ? found : await make(now);
    if (now - current.createdAt < PUBLISHED_AFTER_MS) return;
    await client.signingKey.deleteMany({ where: { createdAt: { lt: new Date(current.createdAt) } } });
  }

  return {
    rotate,
    async sign(claims, now, lifeMs) {
      if (!current) await rotate(now);
      const { id, key } = current as unknown as SigningKey;
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: ALGORITHM, kid: id, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt(Math.floor(now / 1000))
        .setExpirationTime(Math.floor((now + lifeMs) / 1000))
        .sign(key);
    },
    async publicKeys() {
      const rows = await client.signingKey.findMany({ orderBy: { createdAt: 'desc' } });
      return {
        keys: rows.map((row) => ({
          ...(JSON.parse(row.publicKey) as JWK),
          kid: row.id,
          alg: row.algorithm,
          use: 'sig',
        })),
      };
    },
  };
}
