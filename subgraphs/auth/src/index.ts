export { ensureFirstAdministrator, resetAdministrator } from './administration.ts';
export { type AuthEnv, authEnvSchema } from './env.ts';
export { type Service, startAuth } from './server.ts';
