'use client';
import { Languages, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { Brand } from '../../components/brand.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useTheme } from '../../lib/theme.ts';
import { EntranceScene } from './entrance-scene.tsx';

/** The frame of the pages before sign-in: a form at the left, a drawing that shows nothing of the estate at the right. */
export function Entrance({ children }: { children: ReactNode }) {
  const { t, language, setLanguage } = useWords();
  const { theme, toggle } = useTheme();
  return (
    <div className="sign-in">
      <section className="side-form">
        <header className="row">
          <span style={{ color: 'var(--accent)' }}>
            <Brand size={28} />
          </span>
          <b className="strong" style={{ fontSize: 15 }}>
            WeCube
          </b>
          <span className="grow" />
          <button
            type="button"
            className="icon-button labelled"
            data-testid="language-toggle"
            onClick={() => setLanguage(language === 'zh-CN' ? 'en-US' : 'zh-CN')}
          >
            <span className="row tight">
              <Languages size={15} aria-hidden="true" />
              {language === 'zh-CN' ? 'English' : '中文'}
            </span>
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t('shell.theme')}
            onClick={toggle}
            data-testid="theme-toggle"
          >
            {theme === 'dark' ? <Sun size={16} /> : <Moon size={16} />}
          </button>
        </header>
        <main style={{ display: 'contents' }}>{children}</main>
        <footer className="row sm tertiary">{t('session.authorisedOnly')}</footer>
      </section>
      <EntranceScene />
    </div>
  );
}
