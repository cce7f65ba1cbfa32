import type { NodeType } from '../../gql/graphql.ts';
import type { DesignNode, Draft } from './draft.ts';
import { EMPTY_NODE } from './empty-node.ts';

/** A draft in which nothing is drawn yet. */
export function anEmptyDraft(given: Partial<Draft> = {}): Draft {
  return {
    name: 'Deliver',
    description: '',
    rootEntity: 'estate:application',
    isSubProcess: false,
    group: '',
    conflictCheck: true,
    authorisedPlugins: [],
    mgmtRoles: [],
    useRoles: [],
    nodes: [],
    links: [],
    ...given,
  };
}

export function aNode(id: string, type: NodeType, given: Partial<DesignNode> = {}): DesignNode {
  return { ...EMPTY_NODE, id, name: id, type, x: 0, y: 0, ...given };
}

/** A draft of nodes and of links written `from>to`. */
export function aDraft(nodes: readonly DesignNode[], links: readonly string[], given: Partial<Draft> = {}): Draft {
  const drawn = links.map((pair) => {
    const [source = '', target = ''] = pair.split('>');
    return { id: pair, source, target, label: null };
  });
  return anEmptyDraft({ nodes: [...nodes], links: drawn, ...given });
}
