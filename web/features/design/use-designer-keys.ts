'use client';
import { useEffect, useRef } from 'react';
import { isTyping } from '../shell/shortcuts.tsx';

/** What a person can do with the keyboard; each does nothing where it makes no sense. */
export type DesignerActions = {
  undo: () => void;
  redo: () => void;
  remove: () => void;
  clear: () => void;
  selectAll: () => void;
  duplicate: () => void;
  copy: (event: ClipboardEvent, cut: boolean) => void;
  paste: (event: ClipboardEvent) => void;
  move: (by: { x: number; y: number }) => void;
  /** To the next or previous node; `extend` takes it into the selection. */
  walk: (by: 1 | -1, extend: boolean) => void;
  walkLinks: () => void;
  /** False where nothing is selected that something could go behind; the key then searches in the page. */
  insert: () => boolean;
  connect: () => void;
  focusForm: () => void;
  save: () => void;
  deploy: () => void;
  toggleOutline: () => void;
};

const STEP = 8;
const LEAP = 40;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Gives the designer its keys, while no field is typed into and no layer is open. */
export function useDesignerKeys(actions: DesignerActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isElsewhere(event.target) || event.altKey) return;
      const handled = event.ctrlKey || event.metaKey ? onCommand(event, latest.current) : onKey(event, latest.current);
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const copy = (event: ClipboardEvent) => isElsewhere(event.target) || latest.current.copy(event, false);
    const cut = (event: ClipboardEvent) => isElsewhere(event.target) || latest.current.copy(event, true);
    const paste = (event: ClipboardEvent) => isElsewhere(event.target) || latest.current.paste(event);
    // Before the page's own search takes the slash.
    window.addEventListener('keydown', onKeyDown, true);
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, []);
}

function onCommand(event: KeyboardEvent, actions: DesignerActions): boolean {
  const commands: Record<string, () => void> = {
    z: event.shiftKey ? actions.redo : actions.undo,
    y: actions.redo,
    a: actions.selectAll,
    d: actions.duplicate,
    s: actions.save,
    enter: actions.deploy,
  };
  const command = commands[event.key.toLowerCase()];
  command?.();
  return command !== undefined;
}

function onKey(event: KeyboardEvent, actions: DesignerActions): boolean {
  if (event.key === 'Escape') actions.clear();
  if (!isOnCanvas(event.target)) return false;
  const arrow = ARROWS[event.key];
  if (arrow) {
    const far = event.shiftKey ? LEAP : STEP;
    actions.move({ x: arrow[0] * far, y: arrow[1] * far });
    return true;
  }
  if (event.key === '/') return actions.insert();
  const keys: Record<string, () => void> = {
    delete: actions.remove,
    backspace: actions.remove,
    enter: actions.focusForm,
    n: () => actions.walk(1, event.shiftKey),
    p: () => actions.walk(-1, event.shiftKey),
    l: actions.walkLinks,
    c: actions.connect,
    o: actions.toggleOutline,
  };
  const key = keys[event.key.toLowerCase()];
  key?.();
  return key !== undefined;
}

/** Whether a key belongs to a field or to a layer above the designer. */
const isElsewhere = (target: EventTarget | null) =>
  isTyping(target) || (target instanceof Element && target.closest('dialog, [role=menu]') !== null);

/** Keys without Ctrl are the canvas's only while nothing else has the focus. */
const isOnCanvas = (target: EventTarget | null) =>
  target === document.body ||
  (target instanceof Element &&
    target.closest('.canvas, [data-testid=palette-column]') !== null &&
    !target.closest('button'));
