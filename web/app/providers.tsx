'use client';
import { type ReactNode, useState } from 'react';
import { Provider as GraphProvider } from 'urql';
import { ToastProvider } from '../components/toasts.tsx';
import { createGraph } from '../lib/graph/graph-client.ts';
import { LiveContext } from '../lib/graph/use-live.tsx';
import { LanguageProvider } from '../lib/language/language-provider.tsx';
import type { Language } from '../lib/language/languages.ts';
import { goToSignIn } from '../lib/session/go-to-sign-in.ts';

/** What every page stands on: words, the API, live events, notes. */
export function Providers({ language, children }: { language: Language; children: ReactNode }) {
  const [graph] = useState(() => createGraph(goToSignIn));
  return (
    <LanguageProvider initial={language}>
      <GraphProvider value={graph.client}>
        <LiveContext value={graph.live}>
          <ToastProvider>{children}</ToastProvider>
        </LiveContext>
      </GraphProvider>
    </LanguageProvider>
  );
}
