import type { Logger } from '@wecube/kit';

/** Our logger for Apollo's libraries; what they find worth an info is a detail here. */
export function apolloLogger(logger: Logger) {
  const write = (level: 'debug' | 'warn' | 'error') => (message?: unknown) => logger[level](String(message));
  return { debug: write('debug'), info: write('debug'), warn: write('warn'), error: write('error') };
}
