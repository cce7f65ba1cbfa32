import { sayFrom } from '@wecube/kit';

/** Every sentence about system variables, by code. */
export const VARIABLE_TEXTS = {
  VARIABLE_DECLARED_TWICE: 'The global variable {{variable}} is declared by {{other}} too; {{package}} sees its own.',
  'VARIABLE_DECLARED_TWICE.platform':
    'The global variable {{variable}} is declared by the platform too; {{package}} sees its own.',
} as const;

export const sayVariable = sayFrom(VARIABLE_TEXTS);
