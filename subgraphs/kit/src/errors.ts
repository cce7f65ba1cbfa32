/** What a person can put right; returned as data by mutations, never thrown. */
export type Problem = {
  /** Stable, documented in docs/errors.md. */
  code: string;
  message: string;
  /** What the message was filled with, by name; `case` tells the sentences of one code apart. */
  parameters?: Readonly<Record<string, unknown>>;
  /** Path of the input field it concerns. */
  path?: readonly string[];
  /** What to do next. */
  remedy?: string;
};

export function problem(
  code: string,
  message: string,
  options: { path?: readonly string[]; remedy?: string } = {},
): Problem {
  return { code, message, ...options };
}

export type AppErrorOptions = {
  cause?: unknown;
  extensions?: Record<string, unknown>;
  /** Whether the same request may succeed later without a change. */
  retryable?: boolean;
  /** HTTP status where the error is answered over plain HTTP. */
  status?: number;
};

/** An error with a stable code and a message that is safe to show; everything else is answered as INTERNAL. */
export class AppError extends Error {
  readonly code: string;
  readonly extensions: Record<string, unknown>;
  readonly retryable: boolean;
  readonly status: number;

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.extensions = options.extensions ?? {};
    this.retryable = options.retryable ?? false;
    this.status = options.status ?? 400;
  }
}

export const unauthenticated = (message = 'Sign in to continue.') =>
  new AppError('UNAUTHENTICATED', message, { status: 401, extensions: { parameters: {} } });

export const forbidden = (action: string) =>
  new AppError('FORBIDDEN', `Your roles do not allow "${action}". Nothing was changed.`, {
    status: 403,
    extensions: { action, parameters: { action } },
  });
