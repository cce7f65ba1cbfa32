const VARIABLE = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The names of all `{{NAME}}` variables in the texts, each once, in order of appearance. */
export function collectVariables(...texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(VARIABLE)].map((match) => match[1] ?? '')))];
}

/**
 * Replaces every `{{NAME}}` by its value; a variable without a value becomes empty, as the protocol has it.
 * Values are put in as they are: a value that looks like a variable is not replaced again.
 */
export function substituteVariables(text: string, lookUp: (name: string) => string | null | undefined): string {
  return text.replace(VARIABLE, (_, name: string) => lookUp(name) ?? '');
}
