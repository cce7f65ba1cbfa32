const MASK = '******';
/** A shorter text occurs by chance and would make the output unreadable. */
const SHORTEST_SECRET = 4;

/** Puts a mask over every secret in a text, the longest first, since one may contain another. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const known = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST_SECRET);
  known.sort((left, right) => right.length - left.length);
  return known.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}
