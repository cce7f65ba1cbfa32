import 'reflect-metadata';
import { runService } from '@wecube/kit';
import { startAdapterHost } from './adapter-host.ts';
import { readAdapterEnv } from './env.ts';

await runService(async () => startAdapterHost({ env: readAdapterEnv() }));
