/**
 * The ids an attribute's value points to. Plugins write a reference as an id, as an object with an id, or as a list
 * of either; a multiple reference may also be one string with commas.
 */
export function referencedIds(value: unknown, multiple: boolean): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencedIds(item, false));
  if (typeof value === 'object' && value !== null && 'id' in value) return referencedIds(value.id, false);
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  if (typeof value !== 'string') return [];
  const ids = multiple && value.includes(',') ? value.split(',').map((id) => id.trim()) : [value];
  return ids.filter((id) => id !== '');
}
