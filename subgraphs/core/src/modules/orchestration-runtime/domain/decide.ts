import type { Refusal } from './events.ts';
import type { PlanNode } from './plan.ts';
import type { CallOutput } from './run.ts';
import { sayRun } from './texts.ts';
import type { WorkingRun } from './working-run.ts';

/** Takes the way that the node before has chosen; without such a choice the decision waits for a person. */
export function decide(run: WorkingRun, node: PlanNode): void {
  const [before] = node.previous;
  const option = before === undefined ? null : run.node(before).choice;
  run.setNode(node.id, { status: 'IN_PROGRESS', startedAt: run.now });
  if (option !== null && node.ways.has(option)) take(run, node, option);
}

/** A person chooses; what is no option is refused. */
export function choose(run: WorkingRun, node: PlanNode, option: string | null | undefined): Refusal | null {
  if (!option || !node.ways.has(option))
    return sayRun('OPTION_UNKNOWN', { option: option ?? '', options: [...node.ways.keys()] });
  take(run, node, option);
  return null;
}

function take(run: WorkingRun, { id }: PlanNode, option: string): void {
  run.setNode(id, { status: 'COMPLETED', choice: option, endedAt: run.now });
}

/** Parts of a node that choose differently, so that a person has to. */
const CONTESTED = '';

/** What the parts of a node have chosen so far. */
export function agreed(before: string | null, option: string | null): string | null {
  if (before === null || option === null) return before ?? option;
  return before === option ? before : CONTESTED;
}

/**
 * The option that an answer chooses of those of the decision behind its node: its result code, as people choose in forms,
 * or the output `option` that it gives for all of its objects alike.
 */
export function optionSaid(
  { options }: Pick<PlanNode, 'options'>,
  resultCode: string,
  outputs: readonly CallOutput[],
): string | null {
  if (options.includes(resultCode)) return resultCode;
  const [said, ...others] = new Set(outputs.map((output) => String(output['option'] ?? '')));
  return said !== undefined && others.length === 0 && options.includes(said) ? said : null;
}
