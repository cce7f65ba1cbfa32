'use client';
import { CircleHelp, KeyRound, LogOut, Moon, Search, Sun } from 'lucide-react';
import Link from 'next/link';
import { use } from 'react';
import { Brand } from '../../components/brand.tsx';
import { Menu } from '../../components/menu.tsx';
import { useLive } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { LANGUAGES } from '../../lib/language/languages.ts';
import { useTheme } from '../../lib/theme.ts';
import { signOut } from '../session/sign-in.ts';
import { ViewerContext } from '../session/viewer.tsx';
import { openOverlay } from './overlay.ts';

export function TopBar() {
  const { t } = useWords();
  const { theme, toggle } = useTheme();
  return (
    <header className="top">
      <Link href="/" className="brand" aria-label={t('shell.home')}>
        <Brand />
      </Link>
      <span className="strong brand-name">WeCube</span>
      <button type="button" className="search" onClick={() => openOverlay('palette')} data-testid="open-palette">
        <Search size={15} aria-hidden="true" />
        <span className="grow clip">{t('shell.search')}</span>
        <span className="key">Ctrl K</span>
      </button>
      <LiveMark />
      <LanguageMenu />
      <button
        type="button"
        className="icon-button"
        aria-label={t('shell.theme')}
        title={t('shell.theme')}
        onClick={toggle}
        data-testid="theme-toggle"
      >
        {theme === 'dark' ? <Sun size={16} /> : <Moon size={16} />}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('shell.shortcuts')}
        title={t('shell.shortcuts')}
        onClick={() => openOverlay('shortcuts')}
      >
        <CircleHelp size={17} />
      </button>
      <UserMenu />
    </header>
  );
}

function LiveMark() {
  const { t } = useWords();
  const { state } = useLive();
  const word = state === 'live' ? t('shell.live') : state === 'lost' ? t('shell.offline') : t('shell.connecting');
  return (
    <span className={`live ${state === 'live' ? '' : 'off'}`} title={word} data-testid="live-mark" data-state={state}>
      <i />
      <span>{word}</span>
    </span>
  );
}

const LANGUAGE_NAMES = { 'en-US': 'English', 'zh-CN': '简体中文' } as const;

function LanguageMenu() {
  const { t, language, setLanguage } = useWords();
  return (
    <Menu
      label={t('shell.language')}
      trigger={language === 'zh-CN' ? '中文' : 'EN'}
      className="icon-button labelled"
      testId="language-menu"
    >
      {(close) =>
        LANGUAGES.map((choice) => (
          <button
            key={choice}
            type="button"
            role="menuitemradio"
            aria-checked={choice === language}
            lang={choice}
            data-testid={`language-${choice}`}
            onClick={() => {
              setLanguage(choice);
              close();
            }}
          >
            {LANGUAGE_NAMES[choice]}
          </button>
        ))
      }
    </Menu>
  );
}

function UserMenu() {
  const { t, label } = useWords();
  const user = use(ViewerContext)?.user;
  if (!user) return <span className="avatar" aria-hidden="true" />;
  return (
    <Menu
      label={t('shell.account', { name: user.displayName })}
      trigger={initials(user.displayName)}
      className="avatar"
      testId="user-menu"
    >
      {() => (
        <>
          <div className="menu-head">
            <div className="strong">{user.displayName}</div>
            <div className="tertiary">{user.roles.map((role) => label(role.label)).join(', ')}</div>
          </div>
          <Link href="/change-password" role="menuitem">
            <KeyRound size={15} aria-hidden="true" />
            {t('session.changePassword')}
          </Link>
          <button type="button" role="menuitem" onClick={signOut} data-testid="sign-out">
            <LogOut size={15} aria-hidden="true" />
            {t('session.signOut')}
          </button>
        </>
      )}
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? ''))).slice(0, 2);
}
