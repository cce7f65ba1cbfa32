import { type Problem, problem } from '@wecube/kit';

const SHORTEST_PASSWORD = 10;
/** argon2id reads all of it; the bound only keeps a request from costing much. */
export const LONGEST_PASSWORD = 200;
const FEWEST_DIFFERENT = 5;
const WELL_KNOWN = ['password', 'passw0rd', 'qwertyuiop', '1234567890', '0123456789', 'iloveyou', 'letmein', 'wecube'];

/** What makes a new password too weak; empty when it may be used. */
export function checkPassword(password: string, username: string): Problem[] {
  if (password.length < SHORTEST_PASSWORD)
    return [weak('PASSWORD_TOO_SHORT', `Use at least ${SHORTEST_PASSWORD} characters.`)];
  if (password.length > LONGEST_PASSWORD)
    return [weak('PASSWORD_TOO_LONG', `Use at most ${LONGEST_PASSWORD} characters.`)];
  if (new Set(password).size < FEWEST_DIFFERENT) {
    return [weak('PASSWORD_TOO_SIMPLE', `Use at least ${FEWEST_DIFFERENT} different characters.`)];
  }
  const lower = password.toLowerCase();
  if (lower.includes(username)) return [weak('PASSWORD_HAS_USERNAME', 'Leave the username out of the password.')];
  if (WELL_KNOWN.some((word) => isMostly(lower, word))) {
    return [weak('PASSWORD_WELL_KNOWN', 'This password is among the first that attackers try.')];
  }
  return [];
}

// A well-known word with a few characters around it is still well known.
const isMostly = (password: string, word: string): boolean =>
  password.includes(word) && password.length - word.length < 6;

const weak = (code: string, message: string): Problem =>
  problem(code, message, { path: ['newPassword'], remedy: 'Several unrelated words make a good password.' });
