export { withoutIncluded } from './domain/domain-name.ts';
export { sayProxy } from './domain/texts.ts';
export { createPluginProxyModule, type PluginProxy } from './module.ts';
export type { ProxyRule, ProxyServer } from './ports.ts';
