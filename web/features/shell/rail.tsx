'use client';
import { ChevronsLeft, ChevronsRight } from 'lucide-react';
import Link from 'next/link';
import { use } from 'react';
import { useWords } from '../../lib/language/language-provider.tsx';
import { ViewerContext } from '../session/viewer.tsx';
import { useNavigation } from './navigation.ts';
import { ROOTS } from './pages.ts';
import { RAIL_COOKIE } from './rail-cookie.ts';

type RailProps = { current: string | undefined; collapsed: boolean; onCollapse: (collapsed: boolean) => void };

/** The eight roots. */
export function Rail({ current, collapsed, onCollapse }: RailProps) {
  const { t } = useWords();
  const entriesOf = useNavigation(use(ViewerContext)?.actions ?? []);
  const toggle = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${RAIL_COOKIE}=${collapsed ? 'open' : 'collapsed'};path=/portal;max-age=31536000;samesite=lax`;
    onCollapse(!collapsed);
  };
  return (
    <nav className="rail" aria-label={t('shell.roots')}>
      {ROOTS.map((root) => {
        const Icon = root.icon;
        const href = entriesOf(root)[0]?.href ?? `/${root.id}`;
        return (
          <Link
            key={root.id}
            href={href}
            className={root.id === current ? 'current' : ''}
            aria-current={root.id === current ? 'true' : undefined}
            title={t(root.label)}
            data-testid={`root-${root.id}`}
          >
            <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
            <span>{t(root.label)}</span>
          </Link>
        );
      })}
      <button
        type="button"
        className="end"
        onClick={toggle}
        aria-expanded={!collapsed}
        title={collapsed ? t('shell.expand') : t('shell.collapse')}
      >
        {collapsed ? <ChevronsRight size={16} /> : <ChevronsLeft size={16} />}
        <span>{t('shell.collapse')}</span>
      </button>
    </nav>
  );
}
