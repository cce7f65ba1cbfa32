import type { TFunction } from 'i18next';
import { WORDS, type WordKey } from '../../locales/index.ts';

/** Words of the platform as they come over the API; without parameters they are another's, such as a plugin's. */
export type Sentence = {
  code?: string | null;
  message?: string | null;
  parameters?: unknown;
  remedy?: string | null;
};

type Parameters = Record<string, unknown>;
type Print = { t: TFunction; moment: (iso: string) => string; label: (text: { en: string; zh: string }) => string };

/** Parameters whose value is a word of the portal: the prefix of its keys. */
const WORD_PREFIXES: Record<string, string> = {
  operation: 'operation',
  runStatus: 'runStatus',
  nodeStatus: 'nodeStatus',
  nodeType: 'nodeType',
};

/** The sentence in the portal's language by its code; its own message where the portal has no words for it. */
export function sayText(sentence: Sentence, print: Print): string {
  const parameters = asParameters(sentence.parameters);
  const key = parameters && keyOf('said', sentence.code, parameters);
  return key ? fill(key, parameters, print) : (sentence.message ?? '');
}

/** What to do about it, in the portal's language; the platform's own words where the portal has none. */
export function remedyText(sentence: Sentence, print: Print): string {
  const parameters = asParameters(sentence.parameters);
  const key = parameters && sentence.remedy && keyOf('remedy', sentence.code, parameters);
  return key ? fill(key, parameters, print) : (sentence.remedy ?? '');
}

/** A sentence that came without parameters and has a text of its own, as the errors of the router have. */
export function headingKey(code: string | null | undefined): WordKey | null {
  const key = `problem.${code}`;
  return key in WORDS ? (key as WordKey) : null;
}

/** The key of the text, if everything it names is there: an older platform may not give it all. */
function keyOf(kind: 'said' | 'remedy', code: string | null | undefined, parameters: Parameters): WordKey | null {
  const variant = typeof parameters['case'] === 'string' ? `.${parameters['case']}` : '';
  const key = kind === 'said' ? `said.${code}${variant}` : `remedy.${code}${variant}`;
  if (!(key in WORDS)) return null;
  const [text] = WORDS[key as WordKey];
  const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
  return names.every((name) => parameters[name] !== undefined) ? (key as WordKey) : null;
}

function fill(key: WordKey, parameters: Parameters, print: Print): string {
  const values = Object.entries(parameters).map(([name, value]) => [name, printValue(name, value, print)]);
  return print.t(key, Object.fromEntries(values)) as string;
}

function printValue(name: string, value: unknown, print: Print): string | number {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map((one) => printValue(name, one, print)).join(print.t('general.comma'));
  if (typeof value === 'object' && value !== null) {
    const { en, zh } = value as { en?: string; zh?: string };
    return en === undefined ? sayText(value, print) : print.label({ en, zh: zh ?? en });
  }
  return printWord(name, String(value ?? ''), print);
}

function printWord(name: string, value: string, { t, moment }: Print): string {
  if (name === 'at') return moment(value);
  const key = `${WORD_PREFIXES[name]}.${value.toUpperCase()}`;
  return key in WORDS ? (t(key as WordKey) as string) : value;
}

const asParameters = (value: unknown): Parameters | null =>
  typeof value === 'object' && value !== null ? (value as Parameters) : null;
