import type { Said } from '@wecube/kit';
import type { DefinitionNode } from './definition.ts';
import { NODE_RULES } from './node-rules.ts';
import { sayDesign } from './texts.ts';

type Named = Pick<DefinitionNode, 'name' | 'type'>;

/** A node as a message names it. */
export function describeNode({ name, type }: Named): Said {
  return name.trim()
    ? sayDesign('NODE_NAMED', { name })
    : sayDesign('NODE_NAMED.unnamed', { nodeType: NODE_RULES[type].label });
}

/** The same at the beginning of a sentence. */
export function describeNodeFirst({ name, type }: Named): Said {
  return name.trim()
    ? sayDesign('NODE_NAMED', { name })
    : sayDesign('NODE_NAMED.unnamedFirst', { nodeType: NODE_RULES[type].label });
}
