import { sayFrom } from '@wecube/kit';

/** Every sentence about sub-systems and their sign-ins, by code. */
export const SUB_SYSTEM_TEXTS = {
  SUB_SYSTEM_CREDENTIALS_WRONG: {
    says: 'The sub-system {{systemCode}} is not known, or its password does not fit.',
    remedy:
      'Sign "CODE:nonce" with the key of SUB_SYSTEM_KEY; launch the instance again if the platform was set up anew.',
  },
  SUB_SYSTEM_NONCE_USED: {
    says: 'The nonce was used before.',
    remedy: 'Sign in again with another nonce.',
  },
  SUB_SYSTEM_SIGN_IN_BUSY: {
    says: '{{systemCode}} signs in too often.',
    remedy: 'Keep the token until it expires.',
  },
  SUB_SYSTEM_TOKEN_INVALID: {
    says: 'The refresh token is expired or not of this platform.',
    remedy: 'Sign in again.',
  },
  SUB_SYSTEM_NAME_INVALID: {
    says: '"{{name}}" cannot be the name of a sub-system.',
    remedy: 'Use letters, digits and dashes, beginning with a letter.',
  },
  SUB_SYSTEM_CODE_WRONG: 'The code of {{name}} is {{systemCode}}.',
} as const;

export const saySubSystem = sayFrom(SUB_SYSTEM_TEXTS);
