import { EnvError } from '../env.ts';
import { AppError } from '../errors.ts';

type ErrorClass = abstract new (...args: never[]) => Error;

/**
 * Runs a service as this process until SIGTERM or SIGINT, then lets it finish what it has in hand.
 * A start that fails ends with 1: what an operator can put right is one line (`AppError`, `EnvError` and the classes in
 * `plain`), anything else keeps its stack.
 */
export async function runService(
  start: () => Promise<AsyncDisposable>,
  plain: readonly ErrorClass[] = [],
): Promise<void> {
  const service = await start().catch((error: unknown) => {
    const words = [AppError, EnvError, ...plain].some((known) => error instanceof known);
    console.error(words ? (error as Error).message : error);
    process.exit(1);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void service[Symbol.asyncDispose]().then(() => process.exit(0)));
  }
}
