'use client';
import Link from 'next/link';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { NavigationEntry } from './navigation.ts';
import type { Root } from './pages.ts';

/** The pages of the current root. */
export function PageColumn({ root, pages, path }: { root: Root; pages: NavigationEntry[]; path: string }) {
  const { t } = useWords();
  return (
    <nav className="pages" aria-label={t(root.label)}>
      <h2>{t(root.label)}</h2>
      {pages.map((page) => {
        const current = page === mostFitting(pages, path);
        return (
          <Link
            key={page.href}
            href={page.href}
            className={current ? 'current' : ''}
            aria-current={current ? 'page' : undefined}
            data-testid={`page-${page.href.slice(1).replaceAll('/', '-')}`}
          >
            {page.text}
          </Link>
        );
      })}
    </nav>
  );
}

/** Routes of packages may lie below each other. */
function mostFitting(pages: NavigationEntry[], path: string): NavigationEntry | undefined {
  const fitting = pages.filter(({ href }) => path === href || path.startsWith(`${href.replace(/\/*$/, '')}/`));
  return fitting.sort((one, other) => other.href.length - one.href.length)[0];
}
