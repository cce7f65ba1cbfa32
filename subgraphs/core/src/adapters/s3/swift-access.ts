import { toError } from '@wecube/kit';
import { sayBucket } from '../../modules/buckets/index.ts';

const LIMIT_MS = 10_000;

/**
 * Lets an account of an OpenStack Swift read and write one container, beside its owner and nobody else. S3 has no call
 * for that which Swift knows, so it is said in Swift's own words, with a token of the owner.
 */
export async function letIn(
  owner: { url: string; accessKey: string; secretKey: string },
  bucket: string,
  account: string,
): Promise<void> {
  try {
    const { storage, token } = await signIn(owner);
    const answer = await fetch(`${storage}/${encodeURIComponent(bucket)}`, {
      method: 'POST',
      headers: { 'x-auth-token': token, 'x-container-read': account, 'x-container-write': account },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    if (!answer.ok) throw new Error(`the container answered ${answer.status}`);
  } catch (error) {
    const reason = (error as Error).message;
    throw toError(sayBucket('BUCKET_GRANT_REFUSED', { account, bucket, reason }), { cause: error });
  }
}

async function signIn({ url, accessKey, secretKey }: Parameters<typeof letIn>[0]) {
  const answer = await fetch(new URL('/auth/v1.0', url), {
    headers: { 'x-auth-user': accessKey, 'x-auth-key': secretKey },
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  const storage = answer.headers.get('x-storage-url');
  const token = answer.headers.get('x-auth-token');
  if (!answer.ok || !storage || !token) throw new Error(`the sign-in of Swift answered ${answer.status}`);
  // Swift names itself as it is configured; it is reached where we were told.
  return { storage: new URL(new URL(storage).pathname, url).href, token };
}
