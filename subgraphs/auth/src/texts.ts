import { sayFrom } from '@wecube/kit';

const UNRELATED_WORDS = 'Several unrelated words make a good password.';
const SIGN_IN_AGAIN = 'Sign in again.';

/** Everything that auth can say to people, by code: what the portal must have words for. */
export const AUTH_TEXTS = {
  INVALID_CREDENTIALS: 'The username or the password is wrong.',
  CURRENT_PASSWORD_WRONG: 'The current password is wrong.',
  SIGN_IN_LOCKED: {
    says: 'Too many wrong passwords. Try again in {{seconds}} seconds.',
    remedy: 'Wait, or ask an administrator for a new password.',
  },
  SIGN_IN_BUSY: { says: 'Too many sign-ins with this username at once.', remedy: 'Try again in a moment.' },
  USER_DISABLED: { says: 'This user is disabled.', remedy: 'Ask an administrator to enable it.' },
  PASSWORD_UNCHANGED: 'The new password is the same as the current one.',
  PASSWORD_TOO_SHORT: { says: 'Use at least {{least}} characters.', remedy: UNRELATED_WORDS },
  PASSWORD_TOO_LONG: { says: 'Use at most {{most}} characters.', remedy: UNRELATED_WORDS },
  PASSWORD_TOO_SIMPLE: { says: 'Use at least {{least}} different characters.', remedy: UNRELATED_WORDS },
  PASSWORD_HAS_USERNAME: { says: 'Leave the username out of the password.', remedy: UNRELATED_WORDS },
  PASSWORD_WELL_KNOWN: { says: 'This password is among the first that attackers try.', remedy: UNRELATED_WORDS },
  USERNAME_INVALID: 'A username is 2 to 64 letters, digits and . _ @ -, a letter or a digit first.',
  USERNAME_TAKEN: { says: 'There is a user named {{username}} already.', remedy: 'Choose another.' },
  DISPLAY_NAME_INVALID: 'A display name has 1 to 100 characters.',
  EMAIL_INVALID: 'This is no e-mail address.',
  USER_NOT_FOUND: 'There is no user {{id}}.',
  'USER_NOT_FOUND.session': 'This session belongs to no user.',
  LAST_ADMINISTRATOR: {
    says: 'This is the last enabled super administrator.',
    remedy: 'Give somebody else the role SUPER_ADMIN first.',
  },
  ROLE_NOT_FOUND: 'There is no role {{id}}.',
  'ROLE_NOT_FOUND.several': 'There are no such roles: {{ids}}.',
  ROLE_NAME_INVALID: 'A role name is 2 to 64 capital letters, digits and underscores, letter first.',
  ROLE_NAME_TAKEN: { says: 'There is a role named {{name}} already.', remedy: 'Choose another.' },
  ROLE_LABEL_MISSING: 'A role has a label of 1 to 100 characters in both languages.',
  ROLE_BUILT_IN: {
    says: '{{name}} ships with the product and cannot be changed.',
    remedy: 'Create a role of your own.',
  },
  ACTION_UNKNOWN: {
    says: 'These are no actions: {{actions}}.',
    remedy: 'The query "actions" lists all of them.',
  },
  ACTION_NOT_YOURS: {
    says: 'You do not have these actions yourself: {{actions}}.',
    remedy: 'Ask somebody who has them.',
  },
  APPLICANT_UNKNOWN: {
    says: '{{name}} is no user of this platform, and only users can apply for roles.',
    remedy: 'Apply with the session of a user.',
  },
  APPLICATION_EMPTY: { says: 'No role was named.', remedy: 'Choose at least one role to apply for.' },
  APPLICATION_NOT_FOUND: 'There is no application {{id}}.',
  APPLICATION_ANSWERED: {
    says: 'This application is no longer pending ({{status}}); nothing was changed.',
    remedy: 'Apply again if the role is still needed.',
  },
  SESSION_UNKNOWN: { says: 'There is no such session.', remedy: SIGN_IN_AGAIN },
  SESSION_EXPIRED: { says: 'The session has expired.', remedy: SIGN_IN_AGAIN },
  SESSION_ENDED: { says: 'The session was ended.', remedy: SIGN_IN_AGAIN },
  SESSION_REUSED: {
    says: 'This refresh token was used before, so the whole session was ended.',
    remedy: SIGN_IN_AGAIN,
  },
} as const;

export const sayAuth = sayFrom(AUTH_TEXTS);
