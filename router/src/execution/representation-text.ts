import type { RequiredField, RequiredSelection } from '../planning/query-plan.ts';
import { quoted } from './json-writers.ts';
import type { DataObject } from './run.ts';
import type { TypeTest } from './type-tests.ts';

/** The JSON text that stands for an object; null when it has none, undefined when it takes more than leaves of one type. */
type WriteRepresentation = (source: DataObject) => string | null | undefined;

type Leaf = { key: string; head: string; readFrom: string | undefined };

/**
 * Writes representations straight as text where they hold leaves only, as nearly all do: no object is made first.
 * Null where a requirement asks for more.
 */
export function compileRepresentationText(
  requires: readonly RequiredSelection[],
  isOfType: TypeTest,
): WriteRepresentation | null {
  const fragments: { on: string; leaves: Leaf[] }[] = [];
  for (const part of requires) {
    if (part.kind === 'Field' || !part.typeCondition || part.skipIf || part.includeIf) return null;
    const leaves = leavesOf(part.selections);
    if (!leaves) return null;
    fragments.push({ on: part.typeCondition, leaves });
  }
  const byType = new Map<string, readonly Leaf[] | undefined>();
  return (source) => {
    const typename = source['__typename'];
    if (typeof typename !== 'string') return undefined;
    let leaves = byType.get(typename);
    if (leaves === undefined && !byType.has(typename)) {
      const applying = fragments.filter(({ on }) => isOfType(typename, on));
      leaves = applying.length === 1 ? applying[0]?.leaves : undefined;
      // Names that no fragment knows come from a subgraph, which could send any number of them.
      if (applying.length > 0) byType.set(typename, leaves);
    }
    return leaves && write(source, leaves);
  };
}

function leavesOf(selections: readonly RequiredSelection[]): Leaf[] | null {
  const leaves = selections.map((part) => (part.kind === 'Field' && !part.selections ? leafOf(part) : null));
  const keys = new Set(leaves.map((leaf) => leaf?.key));
  if (leaves.includes(null) || !keys.has('__typename') || keys.size < leaves.length) return null;
  return leaves as Leaf[];
}

function leafOf({ name, alias, readFrom }: RequiredField): Leaf {
  const key = alias ?? name;
  return { key, head: `${JSON.stringify(key)}:`, readFrom };
}

function write(source: DataObject, leaves: readonly Leaf[]): string | null {
  let text = '{';
  for (const { key, head, readFrom } of leaves) {
    const value = readFrom === undefined ? source[key] : (source[readFrom] ?? source[key]);
    if (value === undefined) return null;
    text += text === '{' ? head : `,${head}`;
    text += typeof value === 'string' ? quoted(value) : JSON.stringify(value);
  }
  return `${text}}`;
}
