import type { Said } from '@wecube/kit';
import { NODE_RULES } from '../node-rules.ts';
import type { DrawnNode } from './spread-layout.ts';
import { sayExchange } from './texts.ts';

/** Gives nodes without a name one, and those that share a name one each; says so in `notes`. */
export function namesApart(drawn: readonly DrawnNode[], notes: Said[]): DrawnNode[] {
  const taken = new Set(drawn.map(({ node }) => node.name.trim()));
  const seen = new Set<string>();
  return drawn.map(({ node, middle }) => {
    const was = node.name.trim();
    if (was && !seen.has(was)) {
      seen.add(was);
      return { node: { ...node, name: was }, middle };
    }
    const nodeType = NODE_RULES[node.type].label;
    const name = freeName(was || nodeType.message, taken);
    taken.add(name);
    seen.add(name);
    notes.push(
      was
        ? sayExchange('IMPORT_NODE_RENAMED', { nodeType, was, name })
        : sayExchange('IMPORT_NODE_RENAMED.unnamed', { nodeType, name }),
    );
    return { node: { ...node, name }, middle };
  });
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted} ${number}`)) number += 1;
  return `${wanted} ${number}`;
}
