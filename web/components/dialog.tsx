'use client';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../lib/language/language-provider.tsx';

type DialogProps = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  wide?: boolean;
  testId?: string;
};

/** A modal window on the browser's own dialog: focus stays inside, Escape closes, focus returns. */
export function Dialog({ title, onClose, children, foot, wide, testId }: DialogProps) {
  const { t } = useWords();
  const window = useModal(onClose);
  const titleId = useId();
  return (
    <dialog ref={window} className={wide ? 'wide' : ''} aria-labelledby={titleId} data-testid={testId}>
      <div className="dialog-head">
        <h2 id={titleId} className="heading large grow">
          {title}
        </h2>
        <button type="button" className="icon-button" aria-label={t('general.close')} onClick={onClose}>
          <X size={16} />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
      {foot && <div className="dialog-foot">{foot}</div>}
    </dialog>
  );
}

/** Opens a dialog element as a modal for as long as it is mounted. */
export function useModal(onClose: () => void) {
  const window = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = window.current;
    if (!element) return;
    const cancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    const outside = (event: MouseEvent) => event.target === element && close.current();
    element.addEventListener('cancel', cancel);
    element.addEventListener('mousedown', outside);
    element.showModal();
    return () => {
      element.removeEventListener('cancel', cancel);
      element.removeEventListener('mousedown', outside);
      element.close();
    };
  }, []);
  return window;
}

type ConfirmProps = {
  title: string;
  action: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before something that cannot be taken back, saying what will happen. */
export function ConfirmDialog({ title, action, danger, busy, onConfirm, onClose, children }: ConfirmProps) {
  const { t } = useWords();
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t('general.cancel')}
      </button>
      <button
        type="button"
        className={`button ${danger ? 'danger' : 'primary'}`}
        disabled={busy}
        onClick={onConfirm}
        data-testid="confirm"
      >
        {action}
      </button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} foot={foot} testId="confirm-dialog">
      <div className="stack">{children}</div>
    </Dialog>
  );
}
