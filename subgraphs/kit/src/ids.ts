import { v7 } from 'uuid';

/** A time-ordered id with a prefix that names its kind, such as `run_01932f...`. */
export function newId(prefix: string): string {
  return `${prefix}_${v7()}`;
}
