import { type Problem, toProblem } from '@wecube/kit';
import type { DefinitionNodeShape, DefinitionShape, NodeParameter, NodeType } from './plan.ts';
import { sayRun } from './texts.ts';

const RUNNABLE_TYPES: ReadonlySet<NodeType> = new Set(['START', 'END', 'AUTOMATIC', 'FORK', 'MERGE']);
const RUNNABLE_SOURCES: ReadonlySet<NodeParameter['source']> = new Set(['CONSTANT', 'CONTEXT']);

/** What the engine cannot carry out; a run of such a definition is not started, so that it cannot get stuck half-way. */
export function findUnrunnable({ nodes }: DefinitionShape): Problem[] {
  return nodes.flatMap((node) => reasonsOf(node).map((said) => toProblem(said, ['nodes', node.id])));
}

function reasonsOf({ name, type, parameters, riskCheck, rowsPerCall }: DefinitionNodeShape) {
  if (!RUNNABLE_TYPES.has(type)) return [sayRun('NODE_NOT_RUNNABLE.type', { node: name, nodeType: type })];
  const foreign = parameters.filter(({ source }) => !RUNNABLE_SOURCES.has(source));
  return [
    ...foreign.map((parameter) =>
      sayRun('NODE_NOT_RUNNABLE.source', { node: name, parameter: parameter.name, source: parameter.source }),
    ),
    ...(riskCheck ? [sayRun('NODE_NOT_RUNNABLE.riskCheck', { node: name })] : []),
    ...(rowsPerCall === null ? [] : [sayRun('NODE_NOT_RUNNABLE.rowsPerCall', { node: name })]),
  ];
}
