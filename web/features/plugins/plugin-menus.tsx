'use client';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { useQuery } from 'urql';
import { MenuChangesDocument, MenusDocument } from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { entriesWithPages, type MenuEntry } from './plugin-routes.ts';

/** What packages add to this person's menu; null until it is known. */
const PluginMenusContext = createContext<readonly MenuEntry[] | null>(null);

/** Reads the menu and keeps it true: entries come and go with packages and their instances. */
export function PluginMenus({ may, children }: { may: boolean; children: ReactNode }) {
  const [{ data }, reload] = useQuery({ query: MenusDocument, pause: !may });
  const reloadSoon = useRefetchSoon(reload);
  useChanges({ query: MenuChangesDocument, variables: {}, pause: !may }, reloadSoon);
  const entries = useMemo(() => data && entriesWithPages(data), [data]);
  return <PluginMenusContext value={may ? (entries ?? null) : NONE}>{children}</PluginMenusContext>;
}

const NONE: readonly MenuEntry[] = [];

export function usePluginMenus(): readonly MenuEntry[] | null {
  return use(PluginMenusContext);
}
