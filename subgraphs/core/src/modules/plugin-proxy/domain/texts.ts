import { sayFrom } from '@wecube/kit';

/** Every sentence about domains of packages, by code. */
export const PROXY_TEXTS = {
  PROXY_DOMAIN_INVALID: {
    says: '"{{domain}}" is no domain.',
    remedy: 'Write a name such as api.example.com, or .example.com for everything below it.',
  },
  PROXY_NOT_CONFIGURED: {
    says: 'The platform has no proxy for plugins, so domains cannot be granted.',
    remedy: 'Add a Squid on the page Resources, or set WECUBE_PLUGIN_PROXY_URL and WECUBE_PLUGIN_PROXY_FOLDER.',
  },
  PROXY_DOMAIN_NOT_GRANTED: '{{package}} was not granted {{domain}}.',
  PROXY_NOT_RELOADED: {
    says: 'The proxy did not take its new list: {{reason}}',
    remedy: 'Test the proxy on the page Resources; of one of the settings see that WECUBE_PLUGIN_PROXY_RELOAD fits.',
  },
} as const;

export const sayProxy = sayFrom(PROXY_TEXTS);
