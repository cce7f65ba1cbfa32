'use client';
import { StateIcon } from '../../components/state.tsx';
import type { SubgraphInstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { STANDING_TONES, standingOf } from './history-segments.ts';

const SHOWN_CHANGES = 12;

/** What happened to an instance, newest first, with its last errors. */
export function InstanceDetails({ instance }: { instance: SubgraphInstancePartsFragment }) {
  const { t, moment } = useWords();
  const changes = [...instance.history].reverse().slice(0, SHOWN_CHANGES);
  const errors = [...instance.errors].reverse();
  return (
    <div className="instance-details" data-testid="instance-details">
      <section>
        <h3 className="section-title">{t('health.changes')}</h3>
        <ol className="event-list">
          {changes.map((change) => (
            <li key={`${change.at}${change.reason}`}>
              <StateIcon tone={STANDING_TONES[standingOf(change)]} />
              <span className="grow break">
                {t(`changeReason.${change.reason}`)}
                {change.detail && <span className="secondary"> · {change.detail}</span>}
              </span>
              <time className="tertiary nowrap" dateTime={change.at}>
                {moment(change.at)}
              </time>
            </li>
          ))}
        </ol>
        {changes.length === 0 && <p className="sm tertiary">{t('health.noChanges')}</p>}
      </section>
      <section>
        <h3 className="section-title">{t('health.errors')}</h3>
        <ol className="event-list">
          {errors.map((error, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: equal errors may come at the same moment.
            <li key={`${error.at}${at}`}>
              <span className="grow mono break">{error.message}</span>
              <time className="tertiary nowrap" dateTime={error.at}>
                {moment(error.at)}
              </time>
            </li>
          ))}
        </ol>
        {errors.length === 0 && <p className="sm tertiary">{t('health.noErrors')}</p>}
        <p className="sm tertiary">
          {instance.checkedAt && t('health.checkedAt', { time: moment(instance.checkedAt) })}
          {typeof instance.latencyMs === 'number' &&
            ` · ${t('health.probeTook', { ms: instance.latencyMs.toFixed(1) })}`}
        </p>
      </section>
    </div>
  );
}
