import { sayFrom } from '@wecube/kit';

/** Every sentence about domains of packages, by code. */
export const PROXY_TEXTS = {
  PROXY_DOMAIN_INVALID: {
    says: '"{{domain}}" is no domain.',
    remedy: 'Write a name such as api.example.com, or .example.com for everything below it.',
  },
  PROXY_NOT_CONFIGURED: {
    says: 'The platform has no proxy for plugins, so domains cannot be granted.',
    remedy: 'Set WECUBE_PLUGIN_PROXY_URL and WECUBE_PLUGIN_PROXY_FOLDER.',
  },
  PROXY_DOMAIN_NOT_GRANTED: '{{package}} was not granted {{domain}}.',
  PROXY_NOT_RELOADED: {
    says: 'The proxy did not take its new list: {{reason}}',
    remedy: 'See that the proxy runs and that the setting WECUBE_PLUGIN_PROXY_RELOAD fits.',
  },
} as const;

export const sayProxy = sayFrom(PROXY_TEXTS);
