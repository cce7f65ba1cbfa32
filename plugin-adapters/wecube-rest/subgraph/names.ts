import { createHash } from 'node:crypto';

/** `host_resource` -> `hostResource`; a word in capitals only is lowered first: `IP_ADDR` -> `ipAddr`. */
export function camelCase(...parts: string[]): string {
  const pascal = pascalCase(...parts);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `host_resource` -> `HostResource`. Characters that a GraphQL name cannot hold separate words. */
export function pascalCase(...parts: string[]): string {
  return parts.flatMap(wordsOf).map(capitalize).join('');
}

/** `HOST_RESOURCE`, for enum values; words inside camel case are separated too. */
export function screamingCase(name: string): string {
  return wordsOf(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'))
    .join('_')
    .toUpperCase();
}

/** The English plural of the last word; a word that already ends in a plural `s` stays as it is. */
export function plural(name: string): string {
  if (/(ss|us|is|x|z|ch|sh)$/i.test(name)) {
    return `${name}es`;
  }
  if (/s$/i.test(name)) {
    return name;
  }
  return /[^aeiou]y$/i.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** Six characters that stand for the original name, the same for good. */
export function shortHash(original: string): string {
  return createHash('sha256').update(original).digest('hex').slice(0, 6);
}

/** True when nothing but separators is lost on the way to a GraphQL name. */
export function isFaithful(original: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_\-. :()/]*$/.test(original);
}

function wordsOf(name: string): string[] {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word.toLowerCase() : word));
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
