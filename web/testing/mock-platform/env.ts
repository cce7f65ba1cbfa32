/** Where the mock listens, where the portal is, and how slow it answers. */
export function readMockEnv(source: NodeJS.ProcessEnv = process.env) {
  return {
    port: Number(source.MOCK_PORT ?? 8090),
    portalUrl: source.PORTAL_URL ?? 'http://127.0.0.1:3000',
    delayMs: Number(source.MOCK_DELAY_MS ?? 60),
  };
}
