'use client';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

type MenuProps = {
  label: string;
  trigger: ReactNode;
  className?: string;
  side?: 'left' | 'right';
  testId?: string;
  children: (close: () => void) => ReactNode;
};

/** A button that opens a small list of choices; arrow keys move, Escape closes and gives the focus back. */
export function Menu({ label, trigger, className = 'icon-button', side = 'right', testId, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    anchor.current?.querySelector<HTMLElement>('.menu button, .menu a')?.focus();
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    anchor.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape') close();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      moveFocus(anchor.current, event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the button and the list inside arrive here.
    <div className="menu-anchor" ref={anchor} onKeyDown={onKeyDown}>
      <button
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        data-testid={testId}
      >
        {trigger}
      </button>
      {open && (
        <div id={id} role="menu" aria-label={label} className={`menu floating ${side === 'left' ? 'left' : ''}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

function moveFocus(anchor: HTMLElement | null, by: number): void {
  const items = [...(anchor?.querySelectorAll<HTMLElement>('.menu button:not(:disabled), .menu a') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + by + items.length) % items.length]?.focus();
}
