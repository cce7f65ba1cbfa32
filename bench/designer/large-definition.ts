const PART = 10;
const COLUMN = 240;
const ROW = 130;

type Node = { id: string; name: string; type: string; x: number; y: number } & Record<string, unknown>;
type Link = { id: string; source: string; target: string; label?: string };

/** A definition of so many nodes: rows of calls, decisions, forks and waits, one row behind the other. */
export function largeDefinition(count: number): { nodes: Node[]; links: Link[] } {
  const nodes: Node[] = [];
  const links: Link[] = [];
  const TYPES = ['AUTOMATIC', 'DECISION', 'DATA', 'HUMAN', 'DECISION_MERGE', 'FORK', 'DATE', 'TIME_INTERVAL', 'MERGE'];
  const link = (source: number, target: number, label?: string) =>
    links.push({ id: `l${source}-${target}`, source: `n${source}`, target: `n${target}`, ...(label && { label }) });
  for (let at = 0; at < count; at += 1) {
    const [row, column] = [Math.floor(at / (2 * PART)), at % (2 * PART)];
    const type = at === 0 ? 'START' : at === count - 1 ? 'END' : (TYPES[(at - 1) % TYPES.length] as string);
    const lower = type === 'HUMAN' || type === 'TIME_INTERVAL';
    nodes.push({ id: `n${at}`, name: `${type} ${at}`, type, x: column * COLUMN, y: row * ROW * 2 + (lower ? ROW : 0) });
    if (at === 0) continue;
    const before = nodes[at - 1]?.type;
    if (type === 'HUMAN') link(at - 2, at, 'ask');
    else if (type === 'TIME_INTERVAL') link(at - 2, at);
    else link(at - 1, at, before === 'DECISION' ? 'yes' : undefined);
    if (type === 'DECISION_MERGE' || type === 'MERGE') link(at - 2, at);
  }
  return { nodes, links };
}
