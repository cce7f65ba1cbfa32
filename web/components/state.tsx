import type { ReactNode } from 'react';

export type Tone = 'waiting' | 'running' | 'ok' | 'failed' | 'person' | 'warning' | 'ambiguous' | 'skipped' | 'paused';

/** A state's shape; with its colour from the tokens it is told apart without colour too. */
export function StateIcon({ tone, size = 14 }: { tone: Tone; size?: number }) {
  return (
    <svg className={`state-icon state-${tone}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}

/** A state in words, on its own colour. */
export function StateBadge({ tone, children, testId }: { tone: Tone; children: ReactNode; testId?: string }) {
  return (
    <span className={`badge state-${tone}`} data-testid={testId} data-tone={tone}>
      <StateIcon tone={tone} />
      {children}
    </span>
  );
}

const knockout = {
  stroke: 'var(--surface)',
  strokeWidth: 1.8,
  fill: 'none',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const SHAPES: Record<Tone, ReactNode> = {
  waiting: <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  running: (
    <>
      <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="2.2" strokeDasharray="5.6 3.2" />
      <circle cx="8" cy="8" r="2" fill="currentColor" />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.9 8.3l2.2 2.2 4-4.6" {...knockout} />
    </>
  ),
  failed: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" {...knockout} />
    </>
  ),
  person: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="3.5" fill="currentColor" />
      <circle cx="8" cy="6" r="1.9" fill="var(--surface)" />
      <path d="M4.4 12c.4-2.3 1.8-3.2 3.6-3.2s3.2.9 3.6 3.2z" fill="var(--surface)" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.2L15.4 14.4H.6z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v4M8 12.2v.01" {...knockout} strokeWidth="1.7" />
    </>
  ),
  ambiguous: (
    <>
      <path d="M8 .6L15.4 8 8 15.4.6 8z" fill="currentColor" />
      <path d="M6.3 6.4a1.75 1.75 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.1" {...knockout} strokeWidth="1.4" />
      <circle cx="8" cy="11" r=".9" fill="var(--surface)" />
    </>
  ),
  skipped: (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M4.2 11.8l7.6-7.6" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  paused: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="currentColor" />
      <path d="M6.2 5.2v5.6M9.8 5.2v5.6" {...knockout} />
    </>
  ),
};
