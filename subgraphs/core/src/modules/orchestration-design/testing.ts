import {
  DEFAULT_SETTINGS,
  type DefinitionNode,
  type DefinitionSettings,
  defaultParallelCalls,
  EMPTY_NODE,
  NODE_TYPES,
  type NodeType,
} from './domain/definition.ts';
import type { DesignedDefinition } from './domain/design-knowledge.ts';
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
 * A definition from ways such as `'start > a > end'`. Nodes named like a type, as start, fork2 or decision-merge,
 * are of that type, others automatic; `nodes` replaces those that differ. `decision[yes] > a` names the link.
 */
export function aDefinition(
  ways: readonly string[],
  nodes: readonly DefinitionNode[] = [],
): DesignedDefinition & DefinitionSettings {
  const steps = ways.map((way) => way.split('>').map(readStep));
  const given = new Map(nodes.map((node) => [node.id, node]));
  const names = new Set([...steps.flat().map(({ name }) => name), ...given.keys()]);
  const links = steps.flatMap((way) =>
    way.slice(1).map((target, index) => {
      const { name: source = '', label = null } = way[index] ?? {};
      return { source, target: target.name, label };
    }),
  );
  return {
    ...DEFAULT_SETTINGS,
    key: 'orc_own',
    rootEntity: 'estate:host',
    nodes: [...names].map((name) => given.get(name) ?? aNode(name)),
    links: links.map((link, index) => ({ id: `link${index}`, ...link })),
  };
}

/** A node by its name; in brackets the name of the link that leaves it. */
function readStep(step: string): { name: string; label: string | null } {
  const [, name = '', label = null] = /^([^[]*)(?:\[(.*)\])?$/.exec(step.trim()) ?? [];
  return { name, label };
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
