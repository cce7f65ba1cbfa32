import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type PluginIdentity, systemCodeOf } from '../domain/plugin-identity.ts';
import type { InstanceDependencies } from './dependencies.ts';

const KEY_BITS = 2048;
/** 66 bytes are longer than a SHA-512 digest and make base64 without padding, which every plugin reads alike. */
const SIGNING_KEY_BYTES = 66;

type Dependencies = Pick<InstanceDependencies, 'identities' | 'clock'>;

/** The identity of a package, made when it has none; of two that make it at once, one wins for both. */
export async function ensureIdentity(
  { identities, clock }: Dependencies,
  packageName: string,
): Promise<{ identity: PluginIdentity; isNew: boolean }> {
  const known = await identities.find(packageName);
  if (known) return { identity: known, isNew: false };
  const identity = await makeIdentity(packageName);
  const isNew = await identities.insert(identity, new Date(clock.now()));
  return isNew ? { identity, isNew } : ensureIdentity({ identities, clock }, packageName);
}

async function makeIdentity(packageName: string): Promise<PluginIdentity> {
  const keys = await promisify(generateKeyPair)('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'pkcs1', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return {
    packageName,
    systemCode: systemCodeOf(packageName),
    publicKey: keys.publicKey.toString('base64'),
    privateKey: keys.privateKey.toString('base64'),
    signingKey: randomBytes(SIGNING_KEY_BYTES).toString('base64'),
  };
}
