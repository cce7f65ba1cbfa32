import 'reflect-metadata';
import { readEnv } from '@wecube/kit';
import { authEnvSchema } from './env.ts';
import { startAuth } from './server.ts';

const auth = await startAuth({ env: readEnv(authEnvSchema, process.env) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void auth[Symbol.asyncDispose]().then(() => process.exit(0)));
}
