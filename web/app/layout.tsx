import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { chooseLanguage, LANGUAGE_COOKIE, THEME_COOKIE } from '../lib/language/languages.ts';
import '@xyflow/react/dist/base.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/shell.css';
import '../styles/canvas.css';
import '../styles/packages.css';
import '../styles/plugins.css';
import '../styles/resources.css';
import '../styles/runs.css';
import '../styles/model.css';
import '../styles/health.css';
import '../styles/services.css';
import { Providers } from './providers.tsx';

export const metadata: Metadata = { title: 'WeCube', description: 'Manages an IT estate through its life cycle' };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Sets the system's theme before the first paint when the person has chosen none. */
const FIRST_THEME = `if(!document.documentElement.dataset.theme)document.documentElement.dataset.theme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const language = chooseLanguage(jar.get(LANGUAGE_COOKIE)?.value ?? asked.get('accept-language'));
  const theme = jar.get(THEME_COOKIE)?.value;
  return (
    <html
      lang={language}
      data-theme={theme === 'dark' || theme === 'light' ? theme : undefined}
      suppressHydrationWarning
    >
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of our own, needed before the first paint. */}
        <script dangerouslySetInnerHTML={{ __html: FIRST_THEME }} />
      </head>
      <body>
        <Providers language={language}>{children}</Providers>
      </body>
    </html>
  );
}
