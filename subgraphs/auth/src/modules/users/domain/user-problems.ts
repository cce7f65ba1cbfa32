import { toProblem } from '@wecube/kit';
import { sayAuth } from '../../../texts.ts';

export const invalidCredentials = () => toProblem(sayAuth('INVALID_CREDENTIALS'), ['password']);
export const currentPasswordWrong = () => toProblem(sayAuth('CURRENT_PASSWORD_WRONG'), ['currentPassword']);
export const signInLocked = (waitMs: number) =>
  toProblem(sayAuth('SIGN_IN_LOCKED', { seconds: Math.ceil(waitMs / 1000) }));
export const signInBusy = () => toProblem(sayAuth('SIGN_IN_BUSY'));
export const userDisabled = () => toProblem(sayAuth('USER_DISABLED'));
export const passwordUnchanged = () => toProblem(sayAuth('PASSWORD_UNCHANGED'), ['newPassword']);
export const usernameInvalid = () => toProblem(sayAuth('USERNAME_INVALID'), ['username']);
export const usernameTaken = (username: string) => toProblem(sayAuth('USERNAME_TAKEN', { username }), ['username']);
export const displayNameInvalid = () => toProblem(sayAuth('DISPLAY_NAME_INVALID'), ['displayName']);
export const emailInvalid = () => toProblem(sayAuth('EMAIL_INVALID'), ['email']);
export const rolesUnknown = (ids: readonly string[]) =>
  toProblem(sayAuth('ROLE_NOT_FOUND.several', { ids }), ['roleIds']);
export const userNotFound = (id: string) => toProblem(sayAuth('USER_NOT_FOUND', { id }), ['id']);
export const lastAdministrator = () => toProblem(sayAuth('LAST_ADMINISTRATOR'), ['id']);
