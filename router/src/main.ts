import 'reflect-metadata';
import { AppError, EnvError } from '@wecube/kit';
import { readRouterEnv } from './env.ts';
import { type Service, startRouter } from './server.ts';
import { startStaticRouter } from './static/start-static-router.ts';
import { parseStaticArguments, STATIC_USAGE } from './static/static-arguments.ts';

try {
  const asked = parseStaticArguments(process.argv.slice(2));
  if (asked?.help) process.stdout.write(STATIC_USAGE);
  else stopWithSignals(asked ? await startStaticRouter(asked) : await startRouter({ env: readRouterEnv() }));
} catch (error) {
  console.error(error instanceof EnvError || error instanceof AppError ? error.message : error);
  process.exit(1);
}

function stopWithSignals(router: Service): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void router[Symbol.asyncDispose]().then(() => process.exit(0)));
  }
}
