/** Below which pages of plugins are served, as `/ui-resources/<name>/<version>/<path in ui.zip>`: a version never changes. */
export const PAGES_ROOT = 'ui-resources';

export type PageAddress = { name: string; version: string; path: string };

/** The address of a file, as browsers ask for it. */
export function pagePath({ name, version, path }: PageAddress): string {
  return `/${[PAGES_ROOT, name, version, ...path.split('/')].map(encodeURIComponent).join('/')}`;
}

/** Reads such an address; null for any other, and for one that names no file. */
export function readPagePath(url: string): PageAddress | null {
  const [root, name, version, ...rest] = (url.split('?', 1)[0] ?? '').slice(1).split('/').map(decode);
  if (root !== PAGES_ROOT || !name || !version || rest.length === 0) return null;
  const path = rest.join('/');
  return path === '' || path.endsWith('/') ? null : { name, version, path };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
