'use client';
import { useMemo, useRef } from 'react';

const MANY_NODES = 150;

/** For `data-large`: a graph of so many nodes that the canvas leaves out what is only for the eye while it moves. */
export const isLarge = (nodes: number): '' | undefined => (nodes > MANY_NODES ? '' : undefined);

/**
 * Marks the canvas while it is panned, zoomed or a node is dragged: nothing below the pointer is looked for then, which
 * keeps hundreds of nodes smooth. The mark is set past React, which would draw anew.
 */
export function useMovingMark() {
  const canvas = useRef<HTMLDivElement>(null);
  const handlers = useMemo(() => {
    const start = () => canvas.current?.setAttribute('data-moving', '');
    const stop = () => canvas.current?.removeAttribute('data-moving');
    return {
      onMoveStart: start,
      onMoveEnd: stop,
      onNodeDragStart: start,
      onNodeDragStop: stop,
      onSelectionDragStart: start,
      onSelectionDragStop: stop,
    };
  }, []);
  return { canvas, handlers };
}
