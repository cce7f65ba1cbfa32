'use client';
import Link from 'next/link';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { Page, Root } from './pages.ts';

/** The pages of the current root. */
export function PageColumn({ root, pages, path }: { root: Root; pages: Page[]; path: string }) {
  const { t } = useWords();
  return (
    <nav className="pages" aria-label={t(root.label)}>
      <h2>{t(root.label)}</h2>
      {pages.map((page) => {
        const current = path.startsWith(page.href);
        return (
          <Link
            key={page.href}
            href={page.href}
            className={current ? 'current' : ''}
            aria-current={current ? 'page' : undefined}
            data-testid={`page-${page.href.slice(1).replaceAll('/', '-')}`}
          >
            {t(page.label)}
          </Link>
        );
      })}
    </nav>
  );
}
