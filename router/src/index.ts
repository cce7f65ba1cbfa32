export { type RouterEnv, readRouterEnv } from './env.ts';
export { type Service, startRouter } from './server.ts';
