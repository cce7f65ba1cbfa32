import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json; charset=utf-8';
/** In the order in which Apollo Server offers them. */
const OFFERED = [
  JSON_TYPE,
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];
const MOST_KNOWN = 100;

const known = new Map<string, string | null>();

/** The content type Apollo Server would choose for an answer by the header `accept`; null when none will do. */
export function contentTypeFor(accept: string | undefined): string | null {
  if (!accept) return JSON_TYPE;
  const before = known.get(accept);
  if (before !== undefined) return before;
  const chosen = new Negotiator({ headers: { accept } } as never).mediaType(OFFERED) ?? null;
  // Clients are of few kinds; whoever sends ever new headers only empties the memory.
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(accept, chosen);
  return chosen;
}
