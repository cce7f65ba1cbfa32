/** Which platform to look at, and with which browser. */
export function readLookEnv(source: NodeJS.ProcessEnv = process.env) {
  return {
    origin: source.LOOK_ORIGIN ?? 'http://127.0.0.1:8090',
    chromiumPath: source.CHROMIUM ?? '/usr/bin/chromium',
  };
}
