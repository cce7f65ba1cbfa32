import { problem } from '@wecube/kit';

const SIGN_IN = { remedy: 'Sign in again.' };

export const sessionUnknown = () => problem('SESSION_UNKNOWN', 'There is no such session.', SIGN_IN);
export const sessionExpired = () => problem('SESSION_EXPIRED', 'The session has expired.', SIGN_IN);
export const sessionEnded = () => problem('SESSION_ENDED', 'The session was ended.', SIGN_IN);
export const sessionReused = () =>
  problem('SESSION_REUSED', 'This refresh token was used before, so the whole session was ended.', SIGN_IN);
