/** What the caller did wrong, in words for a person; everything else that is thrown is a fault of the plugin. */
export class Refusal extends Error {}

export type Row = Record<string, unknown>;

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
