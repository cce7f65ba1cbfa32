import {
  type DefinitionGraph,
  type DefinitionNode,
  defaultParallelCalls,
  EMPTY_NODE,
  NODE_TYPES,
  type NodeType,
} from './domain/definition.ts';
import type { DesignService, ServiceInput } from './domain/design-service.ts';

/** A node; without changes an automatic one that restarts the root host. Its id is its name. */
export function aNode(name: string, changes: Partial<DefinitionNode> = {}): DefinitionNode {
  const type = changes.type ?? typeOf(name);
  const work = type === 'AUTOMATIC' ? { expression: 'estate:host', service: 'shell/script/run' } : {};
  return {
    ...EMPTY_NODE,
    ...{ id: name, name, type, x: 0, y: 0, parallelCalls: defaultParallelCalls(type) },
    ...work,
    ...changes,
  };
}

/**
 * A definition from ways such as `'start > a > end'`. Nodes named start, end, fork or merge (with a number or not)
 * are of that type, others automatic; `nodes` replaces those that differ.
 */
export function aDefinition(ways: readonly string[], nodes: readonly DefinitionNode[] = []): DefinitionGraph {
  const steps = ways.map((way) => way.split('>').map((name) => name.trim()));
  const given = new Map(nodes.map((node) => [node.id, node]));
  const names = new Set([...steps.flat(), ...given.keys()]);
  const links = steps.flatMap((way) => way.slice(1).map((target, index) => ({ source: way[index] ?? '', target })));
  return {
    rootEntity: 'estate:host',
    nodes: [...names].map((name) => given.get(name) ?? aNode(name)),
    links: links.map((link, index) => ({ id: `link${index}`, label: null, ...link })),
  };
}

function typeOf(name: string): NodeType {
  const word = name.replace(/\d+$/, '').replaceAll('-', '_').toUpperCase();
  return NODE_TYPES.find((type) => type === word) ?? 'AUTOMATIC';
}

/** A service without parameters that works on hosts. */
export function aService(changes: Partial<DesignService> = {}): DesignService {
  return { name: 'shell/script/run', enabled: true, targetEntity: 'estate:host', inputs: [], outputs: [], ...changes };
}

/** A required text the orchestration must give. */
export function anInput(name: string, changes: Partial<ServiceInput> = {}): ServiceInput {
  return {
    name,
    dataType: 'string',
    required: true,
    mappingType: 'context',
    mappingValue: null,
    mappingEntityExpression: null,
    mappingSystemVariableName: null,
    ...changes,
  };
}
