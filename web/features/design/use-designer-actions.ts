'use client';
import { useRef } from 'react';
import { copyPart, pastePart, readClip } from './clipboard.ts';
import type { Asking } from './designer.tsx';
import { type Draft, nudgeNodes, removeItems } from './draft.ts';
import { neighbour, nextLink } from './reading-order.ts';
import { NOTHING, onlyLink, onlyNode, type Selection, soleLink, soleNode } from './selection.ts';
import type { DesignerActions } from './use-designer-keys.ts';
import type { EditedDraft } from './use-draft.ts';

type ActionsInput = {
  edited: EditedDraft;
  editable: boolean;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onAsk: (asking: Asking) => void;
  onFocusForm: () => void;
  onDeploy: () => void;
  onToggleOutline: () => void;
};

/** What can be done with the selection and the draft, by keyboard and by the panels alike. */
export function useDesignerActions(input: ActionsInput): DesignerActions {
  const { edited, editable, selection, onSelect, onAsk } = input;
  const { draft, change } = edited;
  const pasted = useRef({ text: '', times: 0 });
  const node = soleNode(selection);
  const link = soleLink(selection);
  const put = (clip: Parameters<typeof pastePart>[1], times: number) => {
    const made = pastePart(draft, clip, times);
    if (made.ids.length === 0) return;
    change(() => made.draft);
    onSelect({ nodes: made.ids, links: [] });
  };
  const remove = () => {
    if (!editable || (selection.nodes.length === 0 && selection.links.length === 0)) return;
    const next = node ? followerOf(draft, node) : null;
    change((present) => removeItems(present, selection.nodes, selection.links));
    onSelect(next ? onlyNode(next) : NOTHING);
  };
  return {
    undo: () => editable && edited.undo(),
    redo: () => editable && edited.redo(),
    remove,
    clear: () => onSelect(NOTHING),
    selectAll: () => onSelect({ nodes: draft.nodes.map(({ id }) => id), links: [] }),
    duplicate: () => editable && put(copyPart(draft, selection.nodes), 1),
    copy: (event, cut) => {
      if (selection.nodes.length === 0) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', JSON.stringify(copyPart(draft, selection.nodes)));
      if (cut) remove();
    },
    paste: (event) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const clip = editable ? readClip(text) : null;
      if (!clip) return;
      event.preventDefault();
      pasted.current = { text, times: pasted.current.text === text ? pasted.current.times + 1 : 1 };
      put(clip, pasted.current.times);
    },
    move: (by) =>
      editable && change((present) => nudgeNodes(present, selection.nodes, by), `nudge ${selection.nodes.join(' ')}`),
    walk: (by, extend) => {
      const from = selection.nodes.at(-1) ?? draft.links.find((one) => one.id === link)?.source;
      const next = neighbour(draft, from, by);
      if (next)
        onSelect(
          extend ? { nodes: [...selection.nodes.filter((id) => id !== next), next], links: [] } : onlyNode(next),
        );
    },
    walkLinks: () => {
      const next = nextLink(draft, { node, link });
      if (next) onSelect(onlyLink(next));
    },
    insert: () => {
      if (!editable || !(node || link)) return false;
      if (link) onAsk({ what: 'insert', linkId: link, at: placeOnScreen(`link-${link}`) });
      else if (node) onAsk({ what: 'after', nodeId: node, at: placeOnScreen(`node-${node}`) });
      return true;
    },
    connect: () => editable && node && onAsk({ what: 'connect', nodeId: node, at: placeOnScreen(`node-${node}`) }),
    focusForm: () => (node || link) && input.onFocusForm(),
    save: () => editable && edited.flush(),
    deploy: () => editable && input.onDeploy(),
    toggleOutline: input.onToggleOutline,
  };
}

/** What is selected after a node went: the node before it. */
function followerOf(draft: Draft, id: string): string | null {
  return draft.links.find((link) => link.target === id)?.source ?? null;
}

function placeOnScreen(testId: string): { x: number; y: number } {
  const box = document.querySelector(`[data-testid="${testId}"]`)?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2, y: box.bottom } : { x: window.innerWidth / 2, y: window.innerHeight / 3 };
}
