import type { z } from 'zod';

/** Raised when the environment does not fit; its message lists every fault at once. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** Parses an environment by a zod object. Empty values count as absent. */
export function readEnv<T extends z.ZodObject>(
  schema: T,
  source: Readonly<Record<string, string | undefined>>,
): z.infer<T> {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(environment)'}: ${issue.message}`);
  throw new EnvError(`The environment does not fit:\n${lines.join('\n')}`);
}
