import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../modules/users/ports.ts';

// OWASP's recommendation for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id; a user that does not exist costs as much time as one that does. */
export function createArgon2Hasher(): PasswordHasher {
  const nobody = hash('the password of nobody', COST);
  return {
    hash: (password) => hash(password, COST),
    async verify(stored, password) {
      const matches = await verify(stored ?? (await nobody), password);
      return matches && stored !== null;
    },
  };
}
