'use client';
import { useReactFlow, useViewport } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useWords } from '../../lib/language/language-provider.tsx';

const FIT = { padding: 0.12, maxZoom: 1, duration: 150 } as const;

/** Zoom and fit; `f` fits too. */
export function CanvasTools() {
  const { t } = useWords();
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const { zoom } = useViewport();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === 'f' && !typing && !event.ctrlKey && !event.metaKey) fitView(FIT);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [fitView]);
  return (
    <div className="canvas-tools">
      <button type="button" className="icon-button" aria-label={t('canvas.zoomOut')} onClick={() => zoomOut()}>
        <Minus size={15} />
      </button>
      <span className="zoom">{Math.round(zoom * 100)}%</span>
      <button type="button" className="icon-button" aria-label={t('canvas.zoomIn')} onClick={() => zoomIn()}>
        <Plus size={15} />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('canvas.fit')}
        title={t('canvas.fit')}
        onClick={() => fitView(FIT)}
        data-testid="canvas-fit"
      >
        <Maximize size={15} />
      </button>
    </div>
  );
}
