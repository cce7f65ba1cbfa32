/** A label in both languages of the portal. */
export type LocalizedText = { en: string; zh: string };
