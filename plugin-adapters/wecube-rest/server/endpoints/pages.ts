import type { Ask, Endpoint, RestCall } from '../endpoint.ts';

/** What the pages of plugins ask about themselves and about the menu they stand in. */
export const pageEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/platform/v1/resource-files', handle: resourceFiles },
  { method: 'GET', path: '/platform/v1/my-menus', handle: myMenus },
];

type Pages = { packageId: string; packageName: string; packageVersion: string; active: boolean; paths: string[] };

/** The pages of every active package that brings some. */
export async function readPages(ask: Ask): Promise<Pages[]> {
  const document = 'query RestPages { pluginPages { packageId packageName packageVersion active paths } }';
  return (await ask<{ pluginPages: Pages[] }>(document)).pluginPages;
}

/** Every file of the pages of packages that run. Bundles rely on the order: the last that was packed comes first. */
async function resourceFiles({ ask }: RestCall): Promise<unknown> {
  const files = (await readPages(ask))
    .filter(({ active }) => active)
    .flatMap(({ packageId, packageName, packageVersion, paths }) =>
      paths.map((relatedPath) => ({
        ...{ id: `${packageId}:${relatedPath}`, pluginPackageId: packageId, packageName, packageVersion },
        ...{ source: 'ui.zip', relatedPath },
      })),
    );
  return files.reverse();
}

type Menu = {
  code: string;
  category: string;
  label: { en: string; zh: string };
  path: string;
  packageName: string | null;
  active: boolean;
};

/** The menu of the caller as one list: roots without a category, entries with the id of their root as theirs. */
async function myMenus({ ask }: RestCall): Promise<unknown> {
  const document = 'query RestMenus { menus { code category label { en zh } path packageName active } }';
  return (await ask<{ menus: Menu[] }>(document)).menus.map(
    ({ code, category, label, path, packageName, active }, at) => ({
      ...{ id: code, code, category, source: packageName ?? 'SYSTEM', menuOrder: at + 1 },
      ...{ displayName: label.en, localDisplayName: label.zh, path, link: path, active },
    }),
  );
}
