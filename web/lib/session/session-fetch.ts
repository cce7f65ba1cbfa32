type Fetch = typeof fetch;

/** A fetch for the API that renews an expired session once and repeats the call; `signedOut` runs when that fails. */
export function createSessionFetch(fetchNow: Fetch, refresh: () => Promise<boolean>, signedOut: () => void): Fetch {
  return async (input, init) => {
    const response = await fetchNow(input, init);
    if (!(await isUnauthenticated(response))) return response;
    if (await refresh()) return fetchNow(input, init);
    signedOut();
    return response;
  };
}

async function isUnauthenticated(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  if (!response.headers.get('content-type')?.includes('json')) return false;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as ApiBody | null;
  return body?.errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED') ?? false;
}

type ApiBody = { errors?: { extensions?: { code?: string } }[] };
