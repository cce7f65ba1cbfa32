'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { THEME_COOKIE } from './language/languages.ts';

export type Theme = 'light' | 'dark';
const listeners = new Set<() => void>();

/** The theme in use and a way to change it; the choice is kept in a cookie, so that the server renders it. */
export function useTheme(): { theme: Theme; toggle: () => void } {
  const theme = useSyncExternalStore(subscribe, readTheme, () => 'light' as const);
  const toggle = useCallback(() => {
    const next = readTheme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${THEME_COOKIE}=${next};path=/portal;max-age=31536000;samesite=lax`;
    for (const listener of listeners) listener();
  }, []);
  return { theme, toggle };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const readTheme = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
