'use client';
import { LogView } from '../../components/log-view.tsx';
import { Meter } from '../../components/meter.tsx';
import { StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type InstancePartsFragment, StepPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatDuration } from '../../lib/time/format-time.ts';
import { STEP_TONES } from './package-state.ts';

/** The launch of an instance, step by step: what happened, how long it took, what undoing it means. */
export function LaunchSteps({ instance }: { instance: InstancePartsFragment }) {
  const { t, label, say } = useWords();
  const steps = readFragment(StepPartsFragmentDoc, instance.steps);
  const done = steps.filter((step) => step.status === 'DONE').length;
  const running = steps.filter((step) => step.status === 'RUNNING').length;
  if (steps.length === 0) return null;
  const detailOf = (step: (typeof steps)[number]) => say(step.detailText ?? { message: step.detail });
  // The step in hand, else the one that failed, else the last one that wrote something.
  const speaking = steps.filter((step) => step.log.length > 0);
  const logged =
    speaking.find((step) => step.status === 'RUNNING' || step.status === 'FAILED') ??
    (instance.status === 'RUNNING' ? undefined : speaking.at(-1));
  const undoable = steps.some((step) => label(step.undo));
  return (
    <section className="launch" aria-label={t('launch.steps')} data-testid="launch-steps" data-status={instance.status}>
      <div className="row wrap" style={{ padding: '10px 16px 6px' }}>
        <h3 className="heading">{t('launch.of', { name: instance.name })}</h3>
        <span className="sm secondary" aria-live="polite">
          {t('launch.progress', { done, total: steps.length })}
        </span>
        <Meter
          width={116}
          shares={[
            { tone: 'ok', count: done },
            { tone: 'running', count: running },
            { tone: 'waiting', count: steps.length - done - running },
          ]}
        />
      </div>
      {instance.error && (
        <p className="note state-failed" style={{ margin: '0 16px 8px' }} role="alert">
          {say(instance.errorText ?? { message: instance.error })}
        </p>
      )}
      {instance.placement && <p className="sm tertiary launch-place">{say(instance.placement)}</p>}
      <table className="table launch-table">
        <colgroup>
          <col style={{ width: 284 }} />
          <col />
          <col style={{ width: 92 }} />
          {undoable && <col style={{ width: 168 }} />}
        </colgroup>
        <thead>
          <tr>
            <th style={{ paddingLeft: 40 }}>{t('launch.step')}</th>
            <th>{t('launch.happened')}</th>
            <th className="number">{t('launch.took')}</th>
            {undoable && <th>{t('launch.ifStopped')}</th>}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr
              key={step.key}
              className={step.status === 'RUNNING' ? 'selected' : ''}
              data-testid={`step-${step.key}`}
              data-status={step.status}
            >
              <td title={label(step.label)}>
                <span className="row">
                  <span className={`step-mark ${step.status === 'DONE' ? 'done' : ''}`}>
                    <StateIcon tone={STEP_TONES[step.status]} />
                  </span>
                  <span className={`clip ${step.status === 'RUNNING' ? 'strong' : ''}`}>{label(step.label)}</span>
                </span>
              </td>
              <td className={`sm ${step.status === 'FAILED' ? 'failed-text' : 'secondary'}`} title={detailOf(step)}>
                {detailOf(step)}
              </td>
              <td className="number sm">
                {step.startedAt && step.endedAt
                  ? formatDuration(Date.parse(step.endedAt) - Date.parse(step.startedAt))
                  : ''}
              </td>
              {undoable && (
                <td className="sm tertiary" title={label(step.undo)}>
                  {label(step.undo)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {logged && (
        <div className="launch-log">
          <div className="label">{label(logged.label)}</div>
          <LogView label={t('launch.log')} lines={logged.log} height={150} />
        </div>
      )}
    </section>
  );
}
