'use client';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Failure } from '../../components/placeholders.tsx';
import { ViewerDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { PluginMenus } from '../plugins/plugin-menus.tsx';
import { ViewerContext } from '../session/viewer.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { LiveBridge } from './live-bridge.tsx';
import { useNavigation } from './navigation.ts';
import { PageColumn } from './page-column.tsx';
import { needsWholeWidth, ROOTS } from './pages.ts';
import { Rail } from './rail.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every page after sign-in. The frame is rendered by the server; pages appear once the viewer is known. */
export function Shell({ startCollapsed, children }: { startCollapsed: boolean; children: ReactNode }) {
  const { t } = useWords();
  const path = usePathname();
  const router = useRouter();
  const [{ data, error }, reload] = useQuery({ query: ViewerDocument });
  const viewer = data?.viewer ?? null;
  const mustChange = viewer?.user.mustChangePassword ?? false;
  useEffect(() => {
    if (mustChange) router.replace(`/change-password?return=${encodeURIComponent(path)}`);
  }, [mustChange, path, router]);

  return (
    <ViewerContext value={viewer}>
      <a className="skip-link" href="#main">
        {t('shell.skipToContent')}
      </a>
      <PluginMenus may={viewer?.actions.includes('menu:read') ?? false}>
        <Frame path={path} actions={viewer?.actions ?? []} startCollapsed={startCollapsed}>
          {viewer && !mustChange ? (
            children
          ) : error ? (
            <Failure
              error={error}
              what={t('shell.noViewer')}
              onRetry={() => reload({ requestPolicy: 'network-only' })}
            />
          ) : null}
        </Frame>
        {viewer && !mustChange && <LiveBridge />}
        {viewer && <Shortcuts viewer={viewer} />}
      </PluginMenus>
    </ViewerContext>
  );
}

type FrameProps = { path: string; actions: readonly string[]; startCollapsed: boolean; children: ReactNode };

/** Bar, roots and pages around what is shown. */
function Frame({ path, actions, startCollapsed, children }: FrameProps) {
  const [collapsed, setCollapsed] = useState(startCollapsed);
  const entriesOf = useNavigation(actions);
  const root = ROOTS.find((candidate) => path.startsWith(`/${candidate.id}`));
  const pages = root ? entriesOf(root) : [];
  const withPages = pages.length > 0 && !needsWholeWidth(path);
  return (
    <div className={`app ${withPages ? 'with-pages' : ''} ${collapsed ? 'collapsed' : ''}`}>
      <TopBar />
      <Rail current={root?.id} collapsed={collapsed} onCollapse={setCollapsed} />
      {withPages && root && <PageColumn root={root} pages={pages} path={path} />}
      <main className="main" id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <ConnectionBanner />
        {children}
      </main>
    </div>
  );
}
