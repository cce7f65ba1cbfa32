export {
  type Ask,
  type IssuedToken,
  type PlatformDoor,
  type RestCaller,
  RestRefusal,
} from './endpoint.ts';
export { done, refused } from './envelope.ts';
export { ENDPOINTS, findEndpoint, type Match } from './find-endpoint.ts';
