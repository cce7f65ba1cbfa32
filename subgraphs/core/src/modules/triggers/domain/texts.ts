import { sayFrom } from '@wecube/kit';

/** Every sentence about events that start orchestrations, by code. */
export const TRIGGER_TEXTS = {
  EVENT_FIELD_MISSING: 'An event needs {{field}}.',
  EVENT_NOTIFY_ENDPOINT_INVALID: {
    says: '"{{endpoint}}" is no path of a plugin.',
    remedy: 'Name the path as the gateway knows it: /package/...',
  },
  EVENT_DEFINITION_UNKNOWN: {
    says: 'No orchestration with the key {{key}} is deployed.',
    remedy: 'Deploy it, or correct the operation key.',
  },
  EVENT_NOT_STARTED: 'The orchestration could not be started in {{tries}} attempts: {{reason}}',
} as const;

export const sayTrigger = sayFrom(TRIGGER_TEXTS);
