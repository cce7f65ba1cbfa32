/** The candidate that was most likely meant by a mistyped name, or null when none is near (edit distance above a third). */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; anything from `bound` on is `bound`. */
export function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cheapest(a, b, i, j, row, last, beforeLast));
    [beforeLast, last] = [last, row];
  }
  return Math.min(bound, last[b.length] ?? bound);
}

function cheapest(
  a: string,
  b: string,
  i: number,
  j: number,
  row: number[],
  last: number[],
  beforeLast: number[],
): number {
  const same = a[i - 1] === b[j - 1];
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    (row[j - 1] ?? 0) + 1,
    (last[j] ?? 0) + 1,
    (last[j - 1] ?? 0) + (same ? 0 : 1),
    swapped ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
  );
}
