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
  claimedSubject,
  mintPlatformToken,
  type PlatformTokenClaims,
  type PlatformTokenOptions,
  readPlatformToken,
} from './platform-token.ts';
export { buildPackageSubgraph, type PackageSubgraph } from './subgraph/build-package-subgraph.ts';
export { generateSubgraphSdl } from './subgraph/generate-subgraph-sdl.ts';
export type { PackageGraphSource } from './subgraph/plan.ts';
