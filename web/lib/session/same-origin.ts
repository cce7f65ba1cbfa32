/** Whether a state-changing request comes from the portal's own pages (the browser says so), or from no browser at all. */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (!origin) return true;
  if (!URL.canParse(origin)) return false;
  const host = new URL(origin).host;
  return host === headers.get('x-forwarded-host') || host === headers.get('host');
}
