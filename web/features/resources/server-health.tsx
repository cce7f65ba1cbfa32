'use client';
import { StateBadge, type Tone } from '../../components/state.tsx';
import type { HealthPartsFragment, ServerPartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

const TONES = { AVAILABLE: 'ok', UNAVAILABLE: 'failed', UNKNOWN: 'waiting' } as const satisfies Record<string, Tone>;

/** Whether a server can be used now: disabled by a person, else what it last answered. */
export function ServerState({ server, health }: { server: ServerPartsFragment; health: HealthPartsFragment }) {
  const { t } = useWords();
  const testId = `server-state-${server.name}`;
  if (server.state === 'DISABLED') {
    return (
      <StateBadge tone="paused" testId={testId}>
        {t('resources.disabled')}
      </StateBadge>
    );
  }
  return (
    <StateBadge tone={TONES[health.status]} testId={testId}>
      {t(`resources.HEALTH.${health.status}`)}
    </StateBadge>
  );
}

/** The answer of a server in full: its version, or why it cannot be used and what to do. */
export function HealthNote({ health, tookMs }: { health: HealthPartsFragment; tookMs?: number | null }) {
  const { t, say, remedy } = useWords();
  const { status, version, reasonText, reason } = health;
  const words =
    status === 'AVAILABLE'
      ? [t('resources.answers'), version && t('resources.version', { version })]
      : [reasonText ? say(reasonText) : (reason ?? t('resources.HEALTH.UNKNOWN'))];
  return (
    <div className={`note state-${TONES[status]}`} role="status" data-testid="server-answer" data-status={status}>
      {words.filter(Boolean).join(' ')}
      {tookMs != null && <span className="tertiary"> {t('resources.took', { ms: tookMs })}</span>}
      {status === 'UNAVAILABLE' && reasonText && (
        <p className="sm secondary">{remedy({ ...reasonText, remedy: health.remedy })}</p>
      )}
    </div>
  );
}
