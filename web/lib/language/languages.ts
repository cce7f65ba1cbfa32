export const LANGUAGES = ['en-US', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_COOKIE = 'wecube_language';
export const THEME_COOKIE = 'wecube_theme';

/** The portal's language for what the browser or the cookie asks for. */
export function chooseLanguage(asked: string | null | undefined): Language {
  return /^\s*zh/i.test(asked ?? '') ? 'zh-CN' : 'en-US';
}
