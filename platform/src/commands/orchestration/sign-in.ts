import { PublicApi } from '../../public-api.ts';
import { UsageError } from '../../settings.ts';

export type PlatformOptions = { url: string };

/**
 * A client of a running platform for who stands in the environment: `WECUBE_TOKEN`, or `WECUBE_USER` with
 * `WECUBE_PASSWORD`, so that nothing secret is on a command line. Throws a UsageError when nobody does, or when the
 * platform does not answer or refuses.
 */
export async function openPlatform({ url }: PlatformOptions, env: NodeJS.ProcessEnv): Promise<PublicApi> {
  const address = url.replace(/\/+$/, '');
  const { WECUBE_TOKEN: token, WECUBE_USER: username, WECUBE_PASSWORD: password } = env;
  if (token) return new PublicApi(address, token);
  if (!username || !password) {
    throw new UsageError('Say who you are: set WECUBE_TOKEN, or WECUBE_USER and WECUBE_PASSWORD. Nothing was done.');
  }
  const { accessToken, mustChangePassword } = await new PublicApi(address)
    .mutate<SignedIn>('signIn', { username, password }, 'accessToken mustChangePassword')
    .catch((error: unknown) => {
      throw new UsageError(`${address} lets "${username}" not in: ${reasonOf(error)} Nothing was done.`);
    });
  if (accessToken && !mustChangePassword) return new PublicApi(address, accessToken);
  throw new UsageError(`"${username}" must choose a password in the portal first. Nothing was done.`);
}

type SignedIn = { accessToken: string | null; mustChangePassword: boolean | null };

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return code ? `no platform answers there (${code}).` : message;
}
