/** The portal's own address prefix; Next adds it to links, but not to fetches and cookies. */
export const BASE_PATH = '/portal';

/** A path inside the portal that may be returned to after sign-in; anything else becomes the start page. */
export function safeReturnPath(candidate: string | null | undefined): string {
  if (!candidate?.startsWith('/') || candidate.startsWith('//') || candidate.includes('\\')) return '/';
  if (candidate.startsWith('/sign-in') || candidate.startsWith('/change-password')) return '/';
  return candidate;
}

/** Joins a path and its query, leaving out parameters without a value. */
export function pathWith(path: string, parameters: Record<string, string | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) search.set(name, value);
  const query = search.toString();
  return query ? `${path}?${query}` : path;
}
