'use client';
import { useEffect, useState } from 'react';
import { StateIcon } from '../../components/state.tsx';
import { useLive } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

const PATIENCE_MS = 2_500;

/** Says quietly that the page may be behind; short interruptions are not worth a word. */
export function ConnectionBanner() {
  const { t } = useWords();
  const { state } = useLive();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (state !== 'lost') return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div role="status" aria-live="polite">
      {shown && (
        <div className="connection-banner" data-testid="connection-banner">
          <StateIcon tone="warning" />
          {t('shell.connectionLost')}
        </div>
      )}
    </div>
  );
}
