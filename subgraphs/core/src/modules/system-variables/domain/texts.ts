import { sayFrom } from '@wecube/kit';

/** Every sentence about system variables, by code. */
export const VARIABLE_TEXTS = {
  VARIABLE_DECLARED_TWICE: 'The global variable {{variable}} is declared by {{other}} too; {{package}} sees its own.',
  'VARIABLE_DECLARED_TWICE.platform':
    'The global variable {{variable}} is declared by the platform too; {{package}} sees its own.',
  VARIABLE_NOT_FOUND: 'There is no system variable {{id}}.',
  VARIABLE_EXISTS: {
    says: 'There is already a variable {{variable}} of {{package}}.',
    remedy: 'Change that one, or choose another name or package.',
  },
  'VARIABLE_EXISTS.platform': {
    says: 'The platform already has a variable {{variable}}.',
    remedy: 'Change that one, or choose another name.',
  },
  VARIABLE_CHANGED: {
    says: 'Somebody changed {{variable}} since you looked. Nothing was changed.',
    remedy: 'Look at it again, then repeat your change.',
  },
  VARIABLE_NAME_INVALID:
    '"{{variable}}" is no name of a variable: it begins with a letter or "_", then come letters, digits, "_", "." and "-", 255 at most.',
  VARIABLE_WORD_INVALID: 'The field {{field}} holds one word of at most {{most}} characters.',
  VARIABLE_VALUE_TOO_LONG: 'A value has at most {{most}} characters.',
  VARIABLE_STAYS_SECRET: {
    says: '{{variable}} is secret and would be shown.',
    remedy: 'Give it a new value with the same change, or leave it secret.',
  },
  VARIABLE_DECLARED: {
    says: '{{variable}} is declared by {{source}}, so it cannot be deleted.',
    remedy: 'Make it inactive, or take its value away.',
  },
  'VARIABLE_DECLARED.platform': {
    says: '{{variable}} belongs to the platform, so it cannot be deleted.',
    remedy: 'Take its value away; then its default is used.',
  },
  VARIABLE_IMPORT_INVALID: {
    says: 'This is no export of system variables: {{reason}}.',
    remedy: 'Choose a file that this page exported.',
  },
} as const;

export const sayVariable = sayFrom(VARIABLE_TEXTS);
