export { buildSamples, type ShippedDigests } from './build-samples.ts';
export { type PackOptions, type PackResult, pack } from './packing/pack.ts';
