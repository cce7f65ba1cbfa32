import type { Logger } from '@wecube/kit';
import type { CoreRegistry } from './core-registry.ts';

/** Tells core, once per change, whether a package's subgraph is part of the graph and if not why. */
export class CompositionReports {
  private readonly told = new Map<string, string | null>();
  private readonly core: Pick<CoreRegistry, 'reportComposition'>;
  private readonly logger: Logger;

  constructor(core: Pick<CoreRegistry, 'reportComposition'>, logger: Logger) {
    this.core = core;
    this.logger = logger;
  }

  async report(packageName: string, error: string | null): Promise<void> {
    if (this.told.get(packageName) === error) {
      return;
    }
    if (error === null) {
      this.logger.info({ packageName }, 'the subgraph of a package is part of the graph');
    } else {
      this.logger.warn({ packageName, error }, 'the subgraph of a package is not part of the graph');
    }
    await this.core.reportComposition(packageName, error);
    this.told.set(packageName, error);
  }

  /** A package that comes back is told of anew. */
  forget(packageName: string): void {
    this.told.delete(packageName);
  }
}
