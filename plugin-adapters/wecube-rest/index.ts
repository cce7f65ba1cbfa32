export {
  createWecubeRestClient,
  type EntityQuery,
  type EntityWrite,
  type InterfaceAnswer,
  type InterfaceCall,
  type WecubeRestClient,
  type WecubeRestClientOptions,
} from './client/create-client.ts';
export { type Delivery, PluginError, type PluginErrorCode } from './client/plugin-error.ts';
export type { PluginTarget } from './client/plugin-targets.ts';
export {
  mintPlatformToken,
  type PlatformTokenClaims,
  type PlatformTokenOptions,
  readPlatformToken,
} from './platform-token.ts';
