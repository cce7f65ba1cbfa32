/** A definition with its fields, or nothing when it would have none. */
export function block(head: string, fields: readonly string[]): string {
  return fields.length === 0 ? '' : `${head} {\n${fields.map((field) => `  ${field}\n`).join('')}}\n`;
}

/** A description before a definition, on its line; empty for an empty text. */
export function description(text: string): string {
  return text.trim() === '' ? '' : `${quote(text.trim())} `;
}

/** The directive that carries the plugin's own name. */
export function wecube(name: string): string {
  return `@wecube(name: ${quote(name)})`;
}

/** A GraphQL string: JSON's escapes are valid in it. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
