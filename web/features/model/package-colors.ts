const COLORS = ['var(--pkg-1)', 'var(--pkg-2)', 'var(--pkg-3)', 'var(--pkg-4)'];

/** One colour per package, the same on every page, since it goes by the sorted names. */
export function packageColors(names: readonly string[]): Map<string, string> {
  return new Map([...names].sort().map((name, at) => [name, COLORS[at % COLORS.length] ?? 'var(--pkg-1)']));
}
