export { type Service, startAdapterHost } from './adapter-host.ts';
export { type AdapterEnv, adapterEnvSchema, readAdapterEnv } from './env.ts';
