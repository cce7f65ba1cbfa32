import { createHash } from 'node:crypto';

const ALPHABET = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ROUNDS = 1_000;
const ORDER = [
  [0, 6, 12],
  [1, 7, 13],
  [2, 8, 14],
  [3, 9, 15],
  [4, 10, 5],
] as const;

const md5 = (...parts: (Buffer | string)[]) => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * The `$apr1$` hash that password files of proxies and web servers know. It is weak for words that people choose;
 * the passwords here are 24 random bytes, which no hash has to protect from guessing.
 */
export function apr1(password: string, salt: string): string {
  const text = Buffer.from(password);
  let digest = md5(...firstRound(text, salt));
  for (let round = 0; round < ROUNDS; round += 1) {
    const parts: (Buffer | string)[] = [round % 2 ? text : digest];
    if (round % 3) parts.push(salt);
    if (round % 7) parts.push(text);
    parts.push(round % 2 ? digest : text);
    digest = md5(...parts);
  }
  return `$apr1$${salt}$${encode(digest)}`;
}

function firstRound(text: Buffer, salt: string): (Buffer | string)[] {
  const mixed = md5(text, salt, text);
  const parts: (Buffer | string)[] = [text, '$apr1$', salt];
  for (let left = text.length; left > 0; left -= 16) parts.push(mixed.subarray(0, Math.min(16, left)));
  for (let bits = text.length; bits > 0; bits >>= 1) parts.push(bits & 1 ? Buffer.of(0) : text.subarray(0, 1));
  return parts;
}

function encode(digest: Buffer): string {
  const at = (index: number) => digest[index] ?? 0;
  const groups = ORDER.map(([a, b, c]) => letters((at(a) << 16) | (at(b) << 8) | at(c), 4));
  return [...groups, letters(at(11), 2)].join('');
}

const letters = (value: number, count: number) =>
  Array.from({ length: count }, (_, index) => ALPHABET[(value >> (6 * index)) & 63]).join('');
