import { compilePlan, type Plan } from '../../domain/plan.ts';
import type { DefinitionFinder } from '../../ports.ts';

const MOST_KEPT = 500;

/** Plans by definition id. A deployed definition never changes, so a plan is compiled once. */
export class Plans {
  private readonly definitions: DefinitionFinder;
  private readonly kept = new Map<string, Plan>();

  constructor(definitions: DefinitionFinder) {
    this.definitions = definitions;
  }

  /** Null when the definition is gone. */
  async of(definitionId: string): Promise<Plan | null> {
    const known = this.kept.get(definitionId);
    if (known) return known;
    const definition = await this.definitions.find(definitionId);
    if (!definition) return null;
    const plan = compilePlan(definition);
    const oldest = this.kept.keys().next();
    if (this.kept.size >= MOST_KEPT && !oldest.done) this.kept.delete(oldest.value);
    this.kept.set(definitionId, plan);
    return plan;
  }
}
