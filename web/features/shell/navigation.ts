import { useWords } from '../../lib/language/language-provider.tsx';
import { usePluginMenus } from '../plugins/plugin-menus.tsx';
import { pluginEntries } from '../plugins/plugin-routes.ts';
import { pagesFor, type Root } from './pages.ts';

/** One entry below a root, of the platform itself or of a package. */
export type NavigationEntry = { href: string; text: string };

/** What this person finds under a root: the platform's own pages, then those of packages that run. */
export function useNavigation(actions: readonly string[]): (root: Root) => NavigationEntry[] {
  const { t, label } = useWords();
  const menus = usePluginMenus() ?? [];
  return (root) => [
    ...pagesFor(root, actions).map((page) => ({ href: page.href, text: t(page.label) })),
    ...pluginEntries(menus, root.id).map((entry) => ({ href: entry.href, text: label(entry.label) })),
  ];
}
