import { sayFrom } from '@wecube/kit';

/** Every sentence about data models, by code. */
export const MODEL_TEXTS = {
  PACKAGE_NOT_ACTIVE: {
    says: 'No version of "{{package}}" is registered. The data model was not changed.',
    remedy: 'Register the package first.',
  },
  MODEL_NOT_DYNAMIC: {
    says: 'The model of {{package}} is fixed by its manifest, so there is nothing to fetch.',
    remedy: 'To change it, upload and register a new version of the package.',
  },
  MODEL_INVALID: {
    says: 'The model that {{package}} answered cannot be used: it has the entity "{{entity}}" twice. The data model was not changed.',
    remedy: 'Have it put right in the plugin of {{package}}.',
  },
  MODEL_NOT_GIVEN: {
    says: '{{package}} did not give its model: {{reason}} The data model was not changed.',
    remedy: 'See that an instance of {{package}} is running and healthy, then sync again.',
  },
  GRAPH_DOES_NOT_COMPOSE: {
    says: 'The graph cannot take {{package}} {{version}} as a subgraph: {{reason}}',
    remedy: 'Rename what collides in register.xml and upload a new version.',
  },
  REFERENCE_TARGET_ABSENT:
    '{{entity}}.{{attribute}} references {{target}}, which no registered package has; it stays a plain id.',
  MODEL_STILL_REFERENCED: '{{entity}} references entities of {{package}}; those references become plain ids.',
} as const;

export const sayModel = sayFrom(MODEL_TEXTS);
