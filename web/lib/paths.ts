/** The portal's own address prefix; Next adds it to links, but not to fetches and cookies. */
export const BASE_PATH = '/portal';

/** A path inside the portal that may be returned to after sign-in; anything else becomes the start page. */
export function safeReturnPath(candidate: string | null | undefined): string {
  if (!candidate?.startsWith('/') || candidate.startsWith('//') || candidate.includes('\\')) return '/';
  if (candidate.startsWith('/sign-in') || candidate.startsWith('/change-password')) return '/';
  return candidate;
}

type Parameters = Record<string, string | readonly string[] | null | undefined>;

/** Joins a path and its query, leaving out parameters without a value; one with several stands there several times. */
export function pathWith(path: string, parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    for (const one of [value ?? []].flat()) if (one) search.append(name, one);
  const query = search.toString();
  return query ? `${path}?${query}` : path;
}
