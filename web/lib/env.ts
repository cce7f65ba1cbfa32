/** What the portal reads from its environment: only where the router is. */
export function readPortalEnv(source: NodeJS.ProcessEnv = process.env): { routerUrl: string } {
  const routerUrl = source.WECUBE_ROUTER_URL ?? 'http://127.0.0.1:8080';
  if (!URL.canParse(routerUrl)) throw new Error(`WECUBE_ROUTER_URL is not an address: ${routerUrl}`);
  return { routerUrl: routerUrl.replace(/\/+$/, '') };
}
