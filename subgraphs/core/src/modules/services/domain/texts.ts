import { sayFrom } from '@wecube/kit';

/** Every sentence about services, by code. */
export const SERVICE_TEXTS = {
  SERVICE_NOT_FOUND: {
    says: 'There is no service with the id "{{id}}". Nothing was changed.',
    remedy: 'It may have left with its package; look it up in the list of services.',
  },
  SERVICE_NEEDS_TARGET_ENTITY: {
    says: '{{service}} reads {{inputs}} from the object it works on, so it needs a target entity. Nothing was changed.',
    remedy: 'Choose a target entity, then enable the service.',
  },
  'SERVICE_NEEDS_TARGET_ENTITY.disabled': {
    says: 'Without a target entity these services start disabled: {{services}}.',
    remedy: 'After registering, choose a target entity for each service that is to be used.',
  },
  'SERVICE_NEEDS_TARGET_ENTITY.disabledMore': {
    says: 'Without a target entity these services start disabled: {{services}} and {{more}} more.',
    remedy: 'After registering, choose a target entity for each service that is to be used.',
  },
  ENTITY_NOT_FOUND: {
    says: 'The data model has no entity "{{entity}}". Nothing was changed.',
    remedy: 'Choose an entity of a registered package, written as package:entity.',
  },
  SERVICE_CHANGED: {
    says: '{{service}} was changed by somebody else since you opened it. Nothing was changed.',
    remedy: 'Look at its present settings and decide again.',
  },
} as const;

export const sayService = sayFrom(SERVICE_TEXTS);
