/**
 * The folder of a ui.zip that holds its pages: the root, or the first folder with an `index.html`, depth first, with a
 * slash at its end; null when there is none. Builds pack their output with or without the folder around it.
 */
export function findEntryFolder(paths: readonly string[]): string | null {
  return search(paths, '');
}

function search(paths: readonly string[], folder: string): string | null {
  const inside = paths.filter((path) => path.startsWith(folder));
  if (inside.includes(`${folder}index.html`)) return folder;
  for (const name of foldersOf(inside, folder)) {
    const found = search(inside, `${folder}${name}/`);
    if (found !== null) return found;
  }
  return null;
}

function foldersOf(paths: readonly string[], folder: string): string[] {
  const nested = paths.map((path) => path.slice(folder.length)).filter((path) => path.includes('/'));
  return [...new Set(nested.map((path) => path.slice(0, path.indexOf('/'))))].sort();
}
