'use client';
import { useEffect, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { WordKey } from '../../locales/index.ts';
import type { Viewer } from '../session/viewer.tsx';
import { CommandPalette } from './command-palette.tsx';
import { type Overlay, onOverlay } from './overlay.ts';

const SHORTCUTS: [keys: string, what: WordKey][] = [
  ['Ctrl K', 'shortcut.palette'],
  ['?', 'shortcut.list'],
  ['F', 'shortcut.fit'],
  ['/', 'shortcut.search'],
  ['Ctrl Z', 'shortcut.undo'],
  ['Ctrl Shift Z', 'shortcut.redo'],
  ['Delete', 'shortcut.delete'],
  ['N · P', 'shortcut.walk'],
  ['L', 'shortcut.walkLinks'],
  ['/', 'shortcut.insert'],
  ['C', 'shortcut.connect'],
  ['Enter', 'shortcut.form'],
  ['← ↑ → ↓', 'shortcut.move'],
  ['Ctrl C · X · V · D', 'shortcut.copy'],
  ['Ctrl A', 'shortcut.selectAll'],
  ['Ctrl S', 'shortcut.save'],
  ['Ctrl Enter', 'shortcut.deploy'],
  ['O', 'shortcut.outline'],
  ['Esc', 'shortcut.close'],
];

/** The palette and the list of shortcuts, and the keys that open them. */
export function Shortcuts({ viewer }: { viewer: Viewer }) {
  const { t } = useWords();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOverlay('palette');
      } else if (event.key === '?' && !isTyping(event.target)) setOverlay('shortcuts');
      else if (event.key === '/' && !isTyping(event.target)) focusSearch(event);
    };
    window.addEventListener('keydown', onKeyDown);
    const stop = onOverlay(setOverlay);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      stop();
    };
  }, []);
  const close = () => setOverlay(null);
  if (overlay === 'palette') return <CommandPalette viewer={viewer} onClose={close} />;
  if (overlay !== 'shortcuts') return null;
  return (
    <Dialog title={t('shell.shortcuts')} onClose={close} testId="shortcuts">
      <dl className="key-values" style={{ rowGap: 8 }}>
        {SHORTCUTS.map(([keys, what]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              <span className="key">{keys}</span>
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** Whether a key belongs to a field and must not be taken as a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLElement>('#main [data-search]');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
