import { problem } from '@wecube/kit';

export const invalidCredentials = () =>
  problem('INVALID_CREDENTIALS', 'The username or the password is wrong.', { path: ['password'] });
export const currentPasswordWrong = () =>
  problem('CURRENT_PASSWORD_WRONG', 'The current password is wrong.', { path: ['currentPassword'] });
export const signInLocked = (waitMs: number) =>
  problem('SIGN_IN_LOCKED', `Too many wrong passwords. Try again in ${Math.ceil(waitMs / 1000)} seconds.`, {
    remedy: 'Wait, or ask an administrator for a new password.',
  });
export const signInBusy = () =>
  problem('SIGN_IN_BUSY', 'Too many sign-ins with this username at once.', { remedy: 'Try again in a moment.' });
export const userDisabled = () =>
  problem('USER_DISABLED', 'This user is disabled.', { remedy: 'Ask an administrator to enable it.' });
export const passwordUnchanged = () =>
  problem('PASSWORD_UNCHANGED', 'The new password is the same as the current one.', { path: ['newPassword'] });
export const usernameInvalid = () =>
  problem('USERNAME_INVALID', 'A username is 2 to 64 letters, digits and . _ @ -, a letter or a digit first.', {
    path: ['username'],
  });
export const usernameTaken = (username: string) =>
  problem('USERNAME_TAKEN', `There is a user named ${username} already.`, {
    path: ['username'],
    remedy: 'Choose another.',
  });
export const displayNameInvalid = () =>
  problem('DISPLAY_NAME_INVALID', 'A display name has 1 to 100 characters.', { path: ['displayName'] });
export const emailInvalid = () => problem('EMAIL_INVALID', 'This is no e-mail address.', { path: ['email'] });
export const rolesUnknown = (ids: readonly string[]) =>
  problem('ROLE_NOT_FOUND', `There are no such roles: ${ids.join(', ')}.`, { path: ['roleIds'] });
export const userNotFound = (id: string) => problem('USER_NOT_FOUND', `There is no user ${id}.`, { path: ['id'] });
export const lastAdministrator = () =>
  problem('LAST_ADMINISTRATOR', 'This is the last enabled super administrator.', {
    path: ['id'],
    remedy: 'Give somebody else the role SUPER_ADMIN first.',
  });
