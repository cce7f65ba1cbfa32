import { constants, createPublicKey, publicDecrypt } from 'node:crypto';

export type SignInProof = {
  /** PKCS#1 DER in base64; any size the runtime takes, 512 bits and up. */
  publicKey: string;
  systemCode: string;
  nonce: string;
  /** Base64 of "CODE:nonce", encrypted with the private key (PKCS#1 v1.5). */
  password: string;
};

/** Whether who made the password holds the private key and meant this nonce. */
export function provesIdentity({ publicKey, systemCode, nonce, password }: SignInProof): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'pkcs1' });
  try {
    const said = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password, 'base64'));
    return said.equals(Buffer.from(`${systemCode}:${nonce}`));
  } catch {
    return false;
  }
}
