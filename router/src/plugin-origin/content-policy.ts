/**
 * What anything on the origin of plugin pages may do: be a page in the portal's frame, with scripts of its own, and talk
 * to this origin. The frame has the same sandbox; the header keeps it when a page is opened without the frame.
 */
export function contentPolicy(portalOrigin: string, connect: readonly string[]): string {
  return [
    `sandbox ${SANDBOX}`,
    "default-src 'none'",
    "script-src 'self' 'unsafe-eval'", // bundles of that age compile templates
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",
    ["connect-src 'self'", ...connect].join(' '),
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors 'self' ${portalOrigin}`,
  ].join('; ');
}

/** Downloads too: pages export what they show. No popups, no modal dialogs, nothing above the frame. */
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-downloads';
