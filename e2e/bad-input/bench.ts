import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ApiClient } from '../support/client.ts';
import type { Platform } from '../support/platform.ts';

export const PASSWORD = 'Correct-horse-battery-1';

/** The largest package that the platform of these scenarios takes. */
export const LIMIT_BYTES = 256 * 1024;

/** One running platform, with a signed-in administrator and a look at everything that bad input must not change. */
export class Bench {
  private administrator: ApiClient | null = null;

  constructor(readonly platform: Platform) {}

  async start(): Promise<void> {
    await this.platform.up();
    const api = new ApiClient(this.platform.address);
    await api.signIn('admin', this.platform.password, PASSWORD);
    this.administrator = api;
  }

  get api(): ApiClient {
    if (!this.administrator) throw new Error('The platform was not started.');
    return this.administrator;
  }

  /** Does something that must be refused, and proves that the platform is as it was and still answers. */
  async unchanged<T>(refused: () => Promise<T>): Promise<T> {
    const before = await this.look();
    const answer = await refused();
    expect(await this.look()).toEqual(before);
    return answer;
  }

  private async look() {
    const { packages, ...rest } = await this.api.query<Seen>(SEEN);
    return { ...rest, packages: [...packages.nodes].sort((a, b) => a.id.localeCompare(b.id)), files: this.files() };
  }

  /** The objects in the store, and what uploads left. */
  private files(): string[] {
    return ['objects', join('core', 'uploads')].flatMap((folder) => {
      const path = join(this.platform.data, folder);
      if (!existsSync(path)) return [];
      return (readdirSync(path, { recursive: true }) as string[]).map((name) => join(folder, name)).sort();
    });
  }
}

type Seen = { packages: { nodes: { id: string; status: string }[] } } & Record<string, unknown>;

/** The last field is answered by a plugin: the graph is there and works. */
const SEEN = `{
  packages(first: 200) { totalCount nodes { id name version status active rowVersion compositionError } }
  dataModel { packages { name version entityCount } }
  supergraph { version }
  subgraphs { name }
  definitions { totalCount }
  runs { totalCount }
  users { totalCount }
  roles { totalCount }
  estateApplications { totalCount nodes { id name } }
}`;
