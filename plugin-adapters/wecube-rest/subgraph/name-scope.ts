import { isFaithful, shortHash } from './names.ts';

export type NameRequest = { original: string; candidate: string };

/** Gives out GraphQL names that are unique in one place; what is no name or is taken gets a stable hash at its end. */
export class NameScope {
  private readonly taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.taken = new Set(reserved);
  }

  /** Names for several originals at once: one that is spelled exactly like its candidate gets it, then the first. */
  claimAll(requests: readonly NameRequest[]): Map<string, string> {
    const exactFirst = [...requests].sort((left, right) => Number(isExact(right)) - Number(isExact(left)));
    const names = new Map(exactFirst.map(({ original, candidate }) => [original, this.claim(candidate, original)]));
    return new Map(requests.map(({ original }) => [original, names.get(original) ?? original]));
  }

  claim(candidate: string, original: string): string {
    const name = this.isFree(candidate) && isFaithful(original) ? candidate : this.hashed(candidate, original);
    this.taken.add(name);
    return name;
  }

  private isFree(name: string): boolean {
    return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !this.taken.has(name);
  }

  private hashed(candidate: string, original: string): string {
    const stem = /^[A-Za-z]/.test(candidate) ? candidate : `n${candidate}`;
    const name = `${stem}_${shortHash(original)}`;
    return this.taken.has(name) ? this.hashed(name, `${original}#`) : name;
  }
}

function isExact({ original, candidate }: NameRequest): boolean {
  return original === candidate;
}
