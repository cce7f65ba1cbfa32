export type Selection = { nodes: readonly string[]; links: readonly string[] };
type SelectChange = { id: string; selected: boolean };

export const NOTHING: Selection = { nodes: [], links: [] };
export const onlyNode = (id: string): Selection => ({ nodes: [id], links: [] });
export const onlyLink = (id: string): Selection => ({ nodes: [], links: [id] });

/** The node or link that is selected alone, the one whose form is shown. */
export const soleNode = ({ nodes, links }: Selection) => (nodes.length === 1 && links.length === 0 ? nodes[0] : null);
export const soleLink = ({ nodes, links }: Selection) => (links.length === 1 && nodes.length === 0 ? links[0] : null);

/** The selection after the canvas told what was picked and what was let go. */
export function selectItems(
  selection: Selection,
  kind: 'nodes' | 'links',
  changes: readonly SelectChange[],
): Selection {
  if (changes.length === 0) return selection;
  const ids = new Set(selection[kind]);
  for (const { id, selected } of changes) {
    if (selected) ids.add(id);
    else ids.delete(id);
  }
  return { ...selection, [kind]: [...ids] };
}

/** What is still there of a selection. */
export function stillThere(
  selection: Selection,
  draft: { nodes: readonly { id: string }[]; links: readonly { id: string }[] },
): Selection {
  const nodes = selection.nodes.filter((id) => draft.nodes.some((node) => node.id === id));
  const links = selection.links.filter((id) => draft.links.some((link) => link.id === id));
  return nodes.length === selection.nodes.length && links.length === selection.links.length
    ? selection
    : { nodes, links };
}
