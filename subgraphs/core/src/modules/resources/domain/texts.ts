import { sayFrom } from '@wecube/kit';

/** Every sentence about hosts and what is allocated on them, by code. */
export const RESOURCE_TEXTS = {
  NO_FREE_PORT: 'The host "{{host}}" has no free port left from {{first}} to {{last}}.',
} as const;

export const sayResource = sayFrom(RESOURCE_TEXTS);
