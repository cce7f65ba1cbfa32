import pino, { type Logger } from 'pino';

export type { Logger };

/** A structured logger of one service; children carry run, node or package ids. */
export function createLogger(name: string, options: { level?: string } = {}): Logger {
  return pino({
    name,
    level: options.level ?? 'info',
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', '*.password', 'token', '*.token', 'authorization', '*.authorization', 'cookie', '*.cookie'],
      censor: '******',
    },
  });
}
