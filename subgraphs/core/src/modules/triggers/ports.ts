import type { Problem, Session } from '@wecube/kit';

/** Starts runs; the same key starts one once. */
export interface RunStarter {
  start(
    input: { definitionId: string; rootObjectId: string; idempotencyKey: string },
    session: Session,
  ): Promise<{ readonly runId: string | null; readonly problems: readonly Problem[] }>;
}

export interface DefinitionFinder {
  latestDeployed(key: string): Promise<{ readonly id: string } | null>;
}

/** Tells a plugin something at a path of its own. */
export interface PluginNotifier {
  notify(message: { packageName: string; path: string; body: unknown }): Promise<void>;
}
