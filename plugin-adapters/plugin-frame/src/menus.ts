import type { AxiosInstance } from 'axios';

type Entry = {
  id: string;
  code: string;
  category: string;
  displayName: string;
  localDisplayName: string;
  path: string;
  link: string;
  active: boolean;
};
export type MenuEntry = Entry & { title: string };
export type RootMenu = MenuEntry & { submenus: MenuEntry[] };

/** `window.myMenus` of the protocol: the roots of the person's menu with their entries. */
export async function readMenus(request: AxiosInstance, language: string): Promise<RootMenu[]> {
  const { data } = (await request.get('/platform/v1/my-menus')) as unknown as { data?: Entry[] };
  const entries = (data ?? []).map((entry) => ({
    ...entry,
    title: language === 'zh-CN' ? entry.localDisplayName : entry.displayName,
  }));
  const roots = entries.filter(({ category }) => category === '');
  return roots.map((root) => ({ ...root, submenus: entries.filter(({ category }) => category === root.id) }));
}

/** The entry that leads to a path or above it; the one that fits most when there are several. */
export function entryFor(menus: readonly RootMenu[], path: string): MenuEntry | undefined {
  const fitting = menus.flatMap(({ submenus }) => submenus).filter(({ link, active }) => active && isBelow(path, link));
  return fitting.sort((one, other) => other.link.length - one.link.length)[0];
}

const isBelow = (path: string, link: string) =>
  link !== '' && (path === link || path.startsWith(link.replace(/\/*$/, '/')));
