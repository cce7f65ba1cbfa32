'use client';
import { useWords } from '../lib/language/language-provider.tsx';
import { headingKey, type Sentence } from '../lib/language/say.ts';
import { WORDS, type WordKey } from '../locales/index.ts';

/** Facts kept with an event or an audit entry, a labelled line each; codes and states in the portal's words. */
export function FactLines({ facts }: { facts: unknown }) {
  const { t, say } = useWords();
  const words = { t: (key: WordKey) => t(key), say };
  const known = Object.entries((facts ?? {}) as Record<string, unknown>).filter(([, value]) => !isEmpty(value));
  return known.map(([name, value]) => (
    <div key={name} className="break">
      <span className="tertiary">{wordOr('fact', name, words)}</span> {printFact(name, value, words)}
    </div>
  ));
}

type Words = { t: (key: WordKey) => string; say: (sentence: Sentence) => string };

/** The prefixes under which the value of a fact may be a word of the portal. */
const PREFIXES: Record<string, readonly string[]> = {
  operation: ['operation'],
  kind: ['operation'],
  event: ['event'],
  status: ['runStatus', 'nodeStatus'],
  idempotency: ['idempotency'],
  enabled: ['fact'],
  restart: ['fact'],
};

function printFact(name: string, value: unknown, words: Words): string {
  if (Array.isArray(value)) return value.map((one) => printFact(name, one, words)).join(words.t('general.comma'));
  if (typeof value === 'object' && value !== null) return printGroup(value as Record<string, unknown>, words);
  const text = String(value);
  if (name === 'codes' || name === 'problems') return printCode(text, words);
  const found = (PREFIXES[name] ?? []).map((prefix) => `${prefix}.${text}`).find((key) => key in WORDS);
  return found ? words.t(found as WordKey) : text;
}

const printGroup = (group: Record<string, unknown>, words: Words): string =>
  Object.entries(group)
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => `${wordOr('fact', name, words)} ${printFact(name, value, words)}`)
    .join(words.t('general.comma'));

function printCode(code: string, words: Words): string {
  const key = headingKey(code);
  return key ? words.t(key) : code;
}

/** The portal's word for a name, else the name itself. */
function wordOr(prefix: 'fact' | 'event', name: string, words: Words): string {
  const key = prefix === 'fact' ? `fact.${name}` : `event.${name}`;
  return key in WORDS ? words.t(key as WordKey) : name;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
