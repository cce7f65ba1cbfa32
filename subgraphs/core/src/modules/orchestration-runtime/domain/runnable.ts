import { type Problem, toProblem } from '@wecube/kit';
import type { DefinitionNodeShape, DefinitionShape, NodeType } from './plan.ts';
import { sayRun } from './texts.ts';

const UNRUNNABLE_TYPES: ReadonlySet<NodeType> = new Set(['DATA', 'SUB_PROCESS']);

/** What the engine cannot carry out; a run of such a definition is not started, so that it cannot get stuck half-way. */
export function findUnrunnable({ nodes }: DefinitionShape): Problem[] {
  return nodes.flatMap((node) => reasonsOf(node).map((said) => toProblem(said, ['nodes', node.id])));
}

function reasonsOf({ name, type, riskCheck }: DefinitionNodeShape) {
  if (UNRUNNABLE_TYPES.has(type)) return [sayRun('NODE_NOT_RUNNABLE.type', { node: name, nodeType: type })];
  return riskCheck ? [sayRun('NODE_NOT_RUNNABLE.riskCheck', { node: name })] : [];
}
