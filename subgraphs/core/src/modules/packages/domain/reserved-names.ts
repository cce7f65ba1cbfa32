/** First segments of the platform's one address, and names the graph itself uses; a package of that name could not be reached. */
const RESERVED = new Set([
  'graphql',
  'platform',
  'auth',
  'portal',
  'health',
  'ready',
  'metrics',
  'internal',
  'core',
  'router',
  'adapters',
  'plugins',
  'subgraphs',
  'ui-resources',
  'static',
  'api',
  'favicon.ico',
  'robots.txt',
]);

export function isReservedName(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}
