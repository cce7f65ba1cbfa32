export { type CoreEnv, coreEnvSchema } from './env.ts';
export { type Service, startCore } from './server.ts';
