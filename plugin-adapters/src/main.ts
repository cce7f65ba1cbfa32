import 'reflect-metadata';
import { EnvError } from '@wecube/kit';
import { startAdapterHost } from './adapter-host.ts';
import { readAdapterEnv } from './env.ts';

try {
  const host = await startAdapterHost({ env: readAdapterEnv() });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void host[Symbol.asyncDispose]().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof EnvError ? error.message : error);
  process.exit(1);
}
