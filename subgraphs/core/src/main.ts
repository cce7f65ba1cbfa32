import 'reflect-metadata';
import { readEnv } from '@wecube/kit';
import { coreEnvSchema } from './env.ts';
import { startCore } from './server.ts';

const core = await startCore({ env: readEnv(coreEnvSchema, process.env) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void core[Symbol.asyncDispose]().then(() => process.exit(0)));
}
