import 'reflect-metadata';
import { readEnv, runService } from '@wecube/kit';
import { DatabaseError } from '@wecube/prisma';
import { authEnvSchema } from './env.ts';
import { startAuth } from './server.ts';

await runService(async () => startAuth({ env: readEnv(authEnvSchema, process.env) }), [DatabaseError]);
