/**
 * The ids an attribute's value points to. Plugins write a reference as an id, as an object with an id, or as a list
 * of either; a multiple reference may also be one string with commas.
 */
export function referencedIds(value: unknown, multiple: boolean): readonly string[] {
  if (typeof value === 'string') return textIds(value, multiple);
  if (Array.isArray(value)) return value.every(isPlainId) ? value : value.flatMap((item) => referencedIds(item, false));
  if (typeof value === 'object' && value !== null && 'id' in value) return referencedIds(value.id, false);
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  return [];
}

function textIds(text: string, multiple: boolean): string[] {
  if (!multiple || !text.includes(',')) return text === '' ? [] : [text];
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

const isPlainId = (item: unknown) => typeof item === 'string' && item !== '';
