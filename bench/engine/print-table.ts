import type { EngineFigures, Engines } from './measure-engines.ts';
import type { PlatformFigures } from './measure-platform.ts';
import type { Spread } from './statistics.ts';

/** The figures for people. */
export function printTable(engines: Engines, platform: PlatformFigures): void {
  const line = (name: string, { nodesPerSecond, msPerSequentialNode, msOfTenNodes, rssMb }: EngineFigures) => ({
    database: name,
    'nodes/s, 200 runs': show(nodesPerSecond),
    'ms per node alone': show(msPerSequentialNode),
    'ms of 10 nodes': show(msOfTenNodes),
    'engine RSS MB': show(rssMb),
  });
  console.table([line('MariaDB', engines.mariadb), line('SQLite', engines.sqlite)]);
  console.log('platform:', platform);
}

const show = ({ median, min, max }: Spread): string => `${median} (${min}-${max})`;
