'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../lib/language/language-provider.tsx';

export type PageInfo = {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor?: string | null;
  endCursor?: string | null;
};
export type PageAt = { after?: string; before?: string };

/** The arguments of one page of a connection. */
export function pageArguments(size: number, at: PageAt) {
  return at.before ? { last: size, before: at.before } : { first: size, after: at.after ?? null };
}

type PagerProps = {
  shown: number;
  total: number | undefined;
  pageInfo: PageInfo | undefined;
  onMove: (at: PageAt) => void;
  children?: ReactNode;
};

/** How much is shown, and the way to the next and the previous page. */
export function Pager({ shown, total, pageInfo, onMove, children }: PagerProps) {
  const { t } = useWords();
  return (
    <footer className="page-foot">
      <span data-testid="pager-count">{t('general.shownOf', { shown, total: total ?? shown })}</span>
      {children}
      <span className="button-group push">
        <button
          type="button"
          className="button small"
          aria-label={t('general.previousPage')}
          disabled={!pageInfo?.hasPreviousPage}
          onClick={() => onMove({ before: pageInfo?.startCursor ?? undefined })}
        >
          <ChevronLeft size={13} />
        </button>
        <button
          type="button"
          className="button small"
          aria-label={t('general.nextPage')}
          disabled={!pageInfo?.hasNextPage}
          onClick={() => onMove({ after: pageInfo?.endCursor ?? undefined })}
          data-testid="pager-next"
        >
          <ChevronRight size={13} />
        </button>
      </span>
    </footer>
  );
}
