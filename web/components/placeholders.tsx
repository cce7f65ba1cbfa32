'use client';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { useWords } from '../lib/language/language-provider.tsx';
import { headingKey } from '../lib/language/say.ts';
import { StateIcon } from './state.tsx';

/** Grey bars in the shape of rows, until the first data is there. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div className="skeleton-rows" role="status" aria-label={t('general.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change place.
        <div key={row}>
          <span className="skeleton" style={{ width: `${18 + ((row * 7) % 12)}%` }} />
          <span className="skeleton" style={{ width: '12%' }} />
          <span className="skeleton" style={{ width: `${20 + ((row * 11) % 16)}%` }} />
        </div>
      ))}
    </div>
  );
}

/** Nothing here yet: what this place is for, and one thing to do. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty" data-testid="empty-state">
      <Icon size={28} strokeWidth={1.5} aria-hidden="true" />
      <h2 className="heading">{title}</h2>
      {children && <p>{children}</p>}
      {action && <div className="actions">{action}</div>}
    </div>
  );
}

type FailureProps = { error: CombinedError; what: string; unchanged?: string; onRetry?: () => void };

/** Something did not work: what, what was not changed, an id to quote, and what to do next. */
export function Failure({ error, what, unchanged, onRetry }: FailureProps) {
  const { t } = useWords();
  const { code, requestId } = errorFacts(error);
  const next =
    code === 'FORBIDDEN'
      ? t('failure.askForRight')
      : error.networkError
        ? t('failure.checkPlatform')
        : t('failure.tryAgain');
  return (
    <section className="failure" role="alert" data-testid="failure">
      <h2>
        <StateIcon tone="failed" size={18} />
        {what}
      </h2>
      <p className="secondary break">
        <ErrorText error={error} />
      </p>
      <p className="sm tertiary">{unchanged ?? t('failure.nothingChanged')}</p>
      <p className="sm">{next}</p>
      <div className="row sm tertiary" style={{ marginTop: 8 }}>
        {onRetry && (
          <button type="button" className="button small" onClick={onRetry}>
            {t('general.tryAgain')}
          </button>
        )}
        <span className="mono">{[code, requestId].filter(Boolean).join(' · ')}</span>
      </div>
    </section>
  );
}

/** The stable code and the id to quote, out of an API error. */
export function errorFacts(error: CombinedError): { code: string | null; requestId: string | null } {
  const extensions = (error.graphQLErrors[0]?.extensions ?? {}) as { code?: string; requestId?: string };
  return { code: extensions.code ?? null, requestId: extensions.requestId ?? null };
}

/** What went wrong with a request, in the portal's language where the platform gave a code it knows. */
export function ErrorText({ error }: { error: CombinedError }) {
  const { t, say } = useWords();
  const first = error.graphQLErrors[0];
  if (!first) return t('failure.unreachable');
  const { code, parameters } = (first.extensions ?? {}) as { code?: string; parameters?: unknown };
  const heading = parameters ? null : headingKey(code);
  return heading ? t(heading) : say({ code, message: first.message, parameters });
}
