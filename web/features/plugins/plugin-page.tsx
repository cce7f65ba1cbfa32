'use client';
import { PlugZap } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { EmptyState, SkeletonRows } from '../../components/placeholders.tsx';
import { StateIcon } from '../../components/state.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { BASE_PATH } from '../../lib/paths.ts';
import { useTheme } from '../../lib/theme.ts';
import { usePluginMenus } from './plugin-menus.tsx';
import { hrefOfRoute, type MenuEntry, pluginHref, pluginRoute } from './plugin-routes.ts';
import { type FrameState, useFrame } from './use-frame.ts';

type Props = { root: string; packageName: string };

/** A page of a package: its frame while an instance can answer it, else what there is to say. */
export function PluginPage({ root, packageName }: Props) {
  const { t } = useWords();
  const menus = usePluginMenus();
  if (!menus) return <SkeletonRows />;
  const own = menus.filter((entry) => entry.packageName === packageName);
  if (own.length === 0) {
    return (
      <EmptyState icon={PlugZap} title={t('plugin.notInMenu', { name: packageName })}>
        {t('plugin.notInMenuHint')}
      </EmptyState>
    );
  }
  if (!own.some(({ active }) => active)) return <NotRunning packageName={packageName} />;
  return <PluginFrame key={packageName} root={root} packageName={packageName} menus={menus} />;
}

function NotRunning({ packageName }: { packageName: string }) {
  const { t } = useWords();
  return (
    <div data-testid="plugin-not-running">
      <EmptyState
        icon={PlugZap}
        title={t('plugin.notRunning', { name: packageName })}
        action={
          <Link className="button" href="/collaborate/packages">
            {t('shell.packages')}
          </Link>
        }
      >
        {t('plugin.notRunningHint')}
      </EmptyState>
    </div>
  );
}

/** Scripts and forms, on an origin of their own; nothing above the frame, no popups. The router's policy says the same. */
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-downloads';

function PluginFrame({ root, packageName, menus }: Props & { menus: readonly MenuEntry[] }) {
  const { language, label } = useWords();
  const { theme } = useTheme();
  const router = useRouter();
  const frame = useRef<HTMLIFrameElement>(null);
  const route = useRoute(packageName);
  const { state, attempt, src, retry } = useFrame(
    packageName,
    frame,
    { language, theme, route },
    {
      navigated(path, replace) {
        const href = BASE_PATH + pluginHref(root, packageName, path);
        if (href === window.location.pathname + window.location.search) return;
        if (replace) window.history.replaceState(null, '', href);
        else window.history.pushState(null, '', href);
      },
      elsewhere(path) {
        const href = hrefOfRoute(menus, path);
        if (href) router.push(href);
      },
      title: (title) => {
        document.title = title ? `${title} · WeCube` : 'WeCube';
      },
    },
  );
  useEffect(
    () => () => {
      document.title = 'WeCube';
    },
    [],
  );
  const entry = menus.find((one) => one.packageName === packageName);
  return (
    <div className="plugin-page" data-testid="plugin-page" data-state={state.phase}>
      {src && state.phase !== 'failed' && (
        <iframe
          key={attempt}
          ref={frame}
          src={src}
          sandbox={SANDBOX}
          title={entry ? label(entry.label) : packageName}
          className={state.phase === 'shown' ? 'shown' : ''}
          data-testid="plugin-frame"
        />
      )}
      {(state.phase === 'opening' || state.phase === 'loading') && (
        <div className="plugin-cover">
          <SkeletonRows />
        </div>
      )}
      {state.phase === 'failed' && <FrameFailed state={state} packageName={packageName} onRetry={retry} />}
    </div>
  );
}

/** The route of the package in the portal's address, with its query. */
function useRoute(packageName: string): string {
  const path = usePathname();
  const query = useSearchParams().toString();
  return pluginRoute(path, packageName) + (query && `?${query}`);
}

type FailedProps = { state: Extract<FrameState, { phase: 'failed' }>; packageName: string; onRetry: () => void };

function FrameFailed({ state, packageName, onRetry }: FailedProps) {
  const { t } = useWords();
  return (
    <section className="failure" role="alert" data-testid="plugin-failed" data-reason={state.reason}>
      <h2>
        <StateIcon tone="failed" size={18} />
        {t('plugin.failed', { name: packageName })}
      </h2>
      <p className="secondary break">{t(`pluginFailed.${state.reason}`, { name: packageName })}</p>
      <p className="sm tertiary">{t('failure.nothingChanged')}</p>
      <p className="sm">{t(`pluginRemedy.${state.reason}`, { name: packageName })}</p>
      <div className="row sm tertiary" style={{ marginTop: 8 }}>
        <button type="button" className="button small" onClick={onRetry}>
          {t('general.tryAgain')}
        </button>
        <span className="mono break">{state.detail}</span>
      </div>
    </section>
  );
}
