'use client';
import { CombinedError } from 'urql';
import { Failure } from '../../components/placeholders.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

/** A bug in a page: the frame stays, the page says so and offers to try again. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { t } = useWords();
  const shown = new CombinedError({
    graphQLErrors: [{ message: error.message, extensions: { code: 'PORTAL_ERROR', requestId: error.digest } }],
  });
  return <Failure error={shown} what={t('failure.page')} onRetry={reset} />;
}
