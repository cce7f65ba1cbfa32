const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^\\.?(${LABEL}\\.)*${LABEL}$`);
const LONGEST = 253;

/** The domain in small letters, or `null` when it is none. A leading dot stands for itself and everything below. */
export function parseDomain(text: string): string | null {
  const domain = text.trim().toLowerCase();
  return domain.length <= LONGEST && DOMAIN.test(domain) ? domain : null;
}

/** The list without what another one of it includes: proxies refuse such lists. */
export function withoutIncluded(domains: readonly string[]): string[] {
  const wide = domains.filter((domain) => domain.startsWith('.'));
  const isIncluded = (domain: string) =>
    wide.some((one) => one !== domain && (domain === one.slice(1) || domain.endsWith(one)));
  return [...new Set(domains)].filter((domain) => !isIncluded(domain)).sort();
}
