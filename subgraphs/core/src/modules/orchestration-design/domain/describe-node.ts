import type { DefinitionNode } from './definition.ts';
import { NODE_RULES } from './node-rules.ts';

/** A node as a message names it. */
export function describeNode({ name, type }: Pick<DefinitionNode, 'name' | 'type'>): string {
  return name.trim() ? `"${name}"` : `an unnamed ${NODE_RULES[type].label} node`;
}

/** The same at the beginning of a sentence. */
export function describeNodeFirst(node: Pick<DefinitionNode, 'name' | 'type'>): string {
  const text = describeNode(node);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
