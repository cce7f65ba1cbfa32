'use client';
import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { StateIcon, type Tone } from './state.tsx';

type Toast = { id: number; tone: Tone; text: string };
const ToastContext = createContext<(tone: Tone, text: string) => void>(() => {});

/** Short notes at the corner that are read out and go by themselves. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const counter = useRef(0);
  const show = useCallback((tone: Tone, text: string) => {
    counter.current += 1;
    const id = counter.current;
    setToasts((shown) => [...shown.slice(-3), { id, tone, text }]);
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.id !== id)), 6_000);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite" data-testid="toasts">
        {toasts.map((toast) => (
          <div key={toast.id} className="toast">
            <StateIcon tone={toast.tone} size={16} />
            <span className="grow break">{toast.text}</span>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

export const useToast = () => use(ToastContext);
