import 'reflect-metadata';
import { readEnv, runService } from '@wecube/kit';
import { DatabaseError } from '@wecube/prisma';
import { coreEnvSchema } from './env.ts';
import { startCore } from './server.ts';

await runService(async () => startCore({ env: readEnv(coreEnvSchema, process.env) }), [DatabaseError]);
