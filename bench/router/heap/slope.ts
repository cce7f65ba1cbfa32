/** The growth over `unit` by the line of least squares, without the first third, in which caches fill. */
export function growthPer(unit: number, all: readonly { at: number; megabytes: number }[]): number {
  const points = all.slice(Math.floor(all.length / 3));
  if (points.length < 2) return Number.NaN;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(({ at }) => at)), mean(points.map(({ megabytes }) => megabytes))];
  const rise = points.reduce((sum, { at, megabytes }) => sum + (at - x) * (megabytes - y), 0);
  const run = points.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
  return Math.round((rise / run) * unit * 1_000) / 1_000;
}
