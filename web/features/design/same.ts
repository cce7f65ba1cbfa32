/** Whether two values say the same: by content, with nothing and null alike, whatever the order of their keys. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other || (one ?? null) === (other ?? null)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  keys.delete('__typename');
  return [...keys].every((key) => same(Reflect.get(one, key), Reflect.get(other, key)));
}
