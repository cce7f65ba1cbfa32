'use client';
import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/** Fits the graph again when its window changes size, until the person has moved it themselves. */
export function KeepFitted({ padding = 0.14 }: { padding?: number }) {
  const { fitView, getViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fitted = useRef<string | null>(null);
  useEffect(() => {
    if (width === 0 || height === 0) return;
    const now = JSON.stringify(getViewport());
    if (fitted.current !== null && fitted.current !== now) return;
    fitView({ padding, maxZoom: 1 }).then(() => {
      fitted.current = JSON.stringify(getViewport());
    });
  }, [width, height, padding, fitView, getViewport]);
  return null;
}
