import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@wecube/prisma';
import { createMysqlDatabase, startMariaDb } from '@wecube/prisma/servers';
import { type Child, launch } from './child.ts';
import type { Pass } from './load.ts';
import { type Spread, spreadOf } from './statistics.ts';

export type EngineFigures = {
  readonly nodesPerSecond: Spread;
  readonly msPerSequentialNode: Spread;
  readonly msOfTenNodes: Spread;
  readonly rssMb: Spread;
  readonly passes: readonly Pass[];
};
export type Engines = { readonly mariadb: EngineFigures; readonly sqlite: EngineFigures };

/** Both engines on the same machine in the same minutes, pass by pass in turn. */
export async function measureEngines(passes: number): Promise<Engines> {
  const folder = mkdtempSync(join(tmpdir(), 'wecube-bench-'));
  const children: Child[] = [];
  const server = await startMariaDb(join(folder, 'mariadb'));
  try {
    const plugin = launch('stub-plugin.ts', []);
    children.push(plugin);
    const pluginUrl = await plugin.line();
    const urls = { mariadb: await createMysqlDatabase(server.url, 'bench'), sqlite: `file:${join(folder, 'core.db')}` };
    const mariadb = await openEngine(urls.mariadb, pluginUrl, children);
    const sqlite = await openEngine(urls.sqlite, pluginUrl, children);
    const taken = { mariadb: [] as Pass[], sqlite: [] as Pass[] };
    for (let pass = 0; pass < passes; pass += 1) {
      taken.mariadb.push(await onePass(mariadb, `MariaDB, pass ${pass + 1}`));
      taken.sqlite.push(await onePass(sqlite, `SQLite, pass ${pass + 1}`));
    }
    return { mariadb: figuresOf(taken.mariadb), sqlite: figuresOf(taken.sqlite) };
  } finally {
    for (const child of children) await child.stop();
    process.kill(server.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function openEngine(databaseUrl: string, pluginUrl: string, children: Child[]): Promise<Child> {
  await migrate(databaseUrl, 'core');
  const engine = launch('engine-process.ts', [databaseUrl, pluginUrl]);
  children.push(engine);
  await engine.line();
  return engine;
}

async function onePass(engine: Child, name: string): Promise<Pass> {
  engine.send('pass');
  const pass = JSON.parse(await engine.line()) as Pass;
  const { nodesPerSecond, msOfTenNodes } = pass;
  process.stderr.write(`${name}: ${Math.round(nodesPerSecond)} nodes/s, ${msOfTenNodes.toFixed(1)} ms for ten nodes\n`);
  return pass;
}

function figuresOf(passes: readonly Pass[]): EngineFigures {
  const of = (key: keyof Pass) => spreadOf(passes.map((pass) => pass[key]));
  return {
    nodesPerSecond: of('nodesPerSecond'),
    msPerSequentialNode: of('msPerSequentialNode'),
    msOfTenNodes: of('msOfTenNodes'),
    rssMb: of('rssMb'),
    passes,
  };
}
