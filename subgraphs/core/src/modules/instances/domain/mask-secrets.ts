import type { Parameter, Said } from '@wecube/kit';

const MASK = '******';
/** A shorter text occurs by chance and would make the output unreadable. */
const SHORTEST_SECRET = 4;

/** Puts a mask over every secret in a text, the longest first, since one may contain another. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const known = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST_SECRET);
  known.sort((left, right) => right.length - left.length);
  return known.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

/** The same for a sentence with everything it is filled with. */
export function maskSaid(said: Said, secrets: readonly string[]): Said {
  const parameters = Object.entries(said.parameters).map(([name, value]) => [name, maskParameter(value, secrets)]);
  return { ...said, message: maskSecrets(said.message, secrets), parameters: Object.fromEntries(parameters) };
}

function maskParameter(value: Parameter, secrets: readonly string[]): Parameter {
  if (typeof value === 'string') return maskSecrets(value, secrets);
  if (value === null || typeof value === 'number') return value;
  if ('message' in value) return maskSaid(value, secrets);
  if ('en' in value) return { en: maskSecrets(value.en, secrets), zh: maskSecrets(value.zh, secrets) };
  return value.map((one) => maskParameter(one, secrets));
}
