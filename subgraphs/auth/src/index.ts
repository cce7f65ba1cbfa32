export {
  ensureFirstAdministrator,
  issueServiceToken,
  resetAdministrator,
  type ServiceToken,
} from './administration.ts';
export { type AuthEnv, authEnvSchema } from './env.ts';
export type { FirstAdministrator } from './modules/users/index.ts';
export { type Service, startAuth } from './server.ts';
