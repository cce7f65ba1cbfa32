import { type Problem, type Said, toProblem } from '@wecube/kit';
import { sayAuth } from '../../../texts.ts';

const SHORTEST_PASSWORD = 10;
/** argon2id reads all of it; the bound only keeps a request from costing much. */
export const LONGEST_PASSWORD = 200;
const FEWEST_DIFFERENT = 5;
const WELL_KNOWN = ['password', 'passw0rd', 'qwertyuiop', '1234567890', '0123456789', 'iloveyou', 'letmein', 'wecube'];

/** What makes a new password too weak; empty when it may be used. */
export function checkPassword(password: string, username: string): Problem[] {
  if (password.length < SHORTEST_PASSWORD) return [weak(sayAuth('PASSWORD_TOO_SHORT', { least: SHORTEST_PASSWORD }))];
  if (password.length > LONGEST_PASSWORD) return [weak(sayAuth('PASSWORD_TOO_LONG', { most: LONGEST_PASSWORD }))];
  if (new Set(password).size < FEWEST_DIFFERENT) {
    return [weak(sayAuth('PASSWORD_TOO_SIMPLE', { least: FEWEST_DIFFERENT }))];
  }
  const lower = password.toLowerCase();
  if (lower.includes(username)) return [weak(sayAuth('PASSWORD_HAS_USERNAME'))];
  if (WELL_KNOWN.some((word) => isMostly(lower, word))) {
    return [weak(sayAuth('PASSWORD_WELL_KNOWN'))];
  }
  return [];
}

// A well-known word with a few characters around it is still well known.
const isMostly = (password: string, word: string): boolean =>
  password.includes(word) && password.length - word.length < 6;

const weak = (said: Said): Problem => toProblem(said, ['newPassword']);
