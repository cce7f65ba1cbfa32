'use client';
import { createInstance, type i18n } from 'i18next';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { CATALOGUES, type WordKey } from '../../locales/index.ts';
import { formatMoment } from '../time/format-time.ts';
import { LANGUAGE_COOKIE, type Language } from './languages.ts';
import { remedyText, type Sentence, sayText } from './say.ts';

type Values = Record<string, string | number>;
type Words = {
  /** The portal's word for a key, in the language chosen. */
  t: (key: WordKey, values?: Values) => string;
  language: Language;
  setLanguage: (language: Language) => void;
  /** A label that came as data, in the language chosen. */
  label: (text: { en: string; zh: string } | null | undefined) => string;
  moment: (iso: string) => string;
  /** Words of the platform by their code; verbatim where they are a plugin's. */
  say: (sentence: Sentence) => string;
  /** What to do about them; empty when there is nothing to say. */
  remedy: (sentence: Sentence) => string;
};

const WordsContext = createContext<Words | null>(null);

/** Gives the page its words; switching language needs no reload. */
export function LanguageProvider({ initial, children }: { initial: Language; children: ReactNode }) {
  const [language, choose] = useState(initial);
  const [catalogue] = useState(() => createCatalogue(initial));
  const setLanguage = useCallback(
    (next: Language) => {
      catalogue.changeLanguage(next);
      document.documentElement.lang = next;
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
      document.cookie = `${LANGUAGE_COOKIE}=${next};path=/portal;max-age=31536000;samesite=lax`;
      choose(next);
    },
    [catalogue],
  );
  const words = useMemo<Words>(() => {
    const t = catalogue.getFixedT(language);
    const label: Words['label'] = (text) =>
      text ? (language === 'zh-CN' ? text.zh || text.en : text.en || text.zh) : '';
    const moment = (iso: string) => formatMoment(iso, language);
    const print = { t, label, moment };
    return {
      t: (key, values) => t(key, values ?? {}) as string,
      language,
      setLanguage,
      label,
      moment,
      say: (sentence) => sayText(sentence, print),
      remedy: (sentence) => remedyText(sentence, print),
    };
  }, [catalogue, language, setLanguage]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error('useWords needs a LanguageProvider');
  return words;
}

function createCatalogue(language: Language): i18n {
  const catalogue = createInstance();
  catalogue.init({
    lng: language,
    fallbackLng: false,
    resources: CATALOGUES,
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof catalogue.init>[0]);
  return catalogue;
}
