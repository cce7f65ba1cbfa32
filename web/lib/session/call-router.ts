import { readPortalEnv } from '../env.ts';

export type RouterAnswer<T> =
  | { kind: 'data'; data: T }
  | { kind: 'error'; code: string; message: string; status: number };

/** One GraphQL call from a route handler to the router; never throws, an unreachable router is an error answer. */
export async function callRouter<T>(
  query: string,
  variables: object,
  from: Headers,
  token?: string,
): Promise<RouterAnswer<T>> {
  try {
    const response = await fetch(`${readPortalEnv().routerUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...forwarded(from),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
      cache: 'no-store',
    });
    return read<T>(response.status, (await response.json()) as Body<T>);
  } catch {
    return { kind: 'error', code: 'ROUTER_UNREACHABLE', message: 'The platform does not answer.', status: 503 };
  }
}

type Body<T> = { data?: T; errors?: { message: string; extensions?: { code?: string } }[] };

function read<T>(status: number, body: Body<T>): RouterAnswer<T> {
  const error = body.errors?.[0];
  if (body.data && !error) return { kind: 'data', data: body.data };
  const code = error?.extensions?.code ?? 'INTERNAL';
  return {
    kind: 'error',
    code,
    message: error?.message ?? `HTTP ${status}`,
    status: code === 'UNAUTHENTICATED' ? 401 : 502,
  };
}

function forwarded(from: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['accept-language', 'x-forwarded-for', 'x-request-id']) {
    const value = from.get(name);
    if (value) kept[name] = value;
  }
  return kept;
}
