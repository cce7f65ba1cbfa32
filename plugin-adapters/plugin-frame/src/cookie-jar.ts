/**
 * Pages of plugins look for their token in `document.cookie`, and some keep things there. Browsers share cookies between
 * the ports of a host, so a cookie set here would reach the portal: what pages read and write is kept in memory instead.
 */
export function replaceCookies(given: () => Readonly<Record<string, string>>): void {
  const written = new Map<string, string>();
  Object.defineProperty(document, 'cookie', {
    configurable: false,
    get: () =>
      Object.entries({ ...Object.fromEntries(written), ...given() })
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
    set(text: string) {
      const [pair = '', ...attributes] = text.split(';');
      const [name = '', ...value] = pair.split('=');
      const isGone = attributes.some((attribute) =>
        /^\s*(max-age=(0|-)|expires=thu, 01[ -]jan[ -]1970)/i.test(attribute),
      );
      if (isGone) written.delete(name.trim());
      else if (name.trim()) written.set(name.trim(), value.join('='));
    },
  });
}
