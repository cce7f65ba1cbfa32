import 'reflect-metadata';
import { AppError, EnvError } from '@wecube/kit';
import { readRouterEnv } from './env.ts';
import { startRouter } from './server.ts';

try {
  const router = await startRouter({ env: readRouterEnv() });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void router[Symbol.asyncDispose]().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof EnvError || error instanceof AppError ? error.message : error);
  process.exit(1);
}
