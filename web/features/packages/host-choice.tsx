'use client';
import { StateIcon } from '../../components/state.tsx';
import type { LaunchPreviewQuery } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

export type LaunchPreview = LaunchPreviewQuery['launchPreview'];
type HostForLaunch = LaunchPreview['hosts'][number];
type HostChoiceProps = {
  preview: LaunchPreview | undefined;
  chosen: string | null;
  onChoose: (id: string | null) => void;
};

/** Which host an instance goes to: the platform's own choice with its reason, or one by hand with its room. */
export function HostChoice({ preview, chosen, onChoose }: HostChoiceProps) {
  const { t, say } = useWords();
  return (
    <fieldset className="choices">
      <legend className="field-label">{t('launch.host')}</legend>
      <label className="choice">
        <input type="radio" name="host" checked={chosen === null} onChange={() => onChoose(null)} />
        <span className="grow">
          {t('launch.anyHost')}
          {preview?.placement && <span className="sm tertiary block">{say(preview.placement)}</span>}
        </span>
      </label>
      {(preview?.hosts ?? []).map((host) => (
        <label key={host.id} className="choice" data-testid={`host-${host.driver}`}>
          <input
            type="radio"
            name="host"
            disabled={host.refusal !== null}
            checked={chosen === host.id}
            onChange={() => onChoose(host.id)}
          />
          <HostLine host={host} />
        </label>
      ))}
    </fieldset>
  );
}

/** A host with what is on it and what is free, or why it cannot be taken. */
export function HostLine({ host }: { host: HostForLaunch }) {
  const { t, say } = useWords();
  const rooms = [
    host.mostInstances === null
      ? t('launch.room.instances', { used: host.instances })
      : t('launch.room.instancesOf', { used: host.instances, most: host.mostInstances }),
    host.memoryMiB !== null && t('launch.room.memory', { used: host.memoryUsedMiB, most: host.memoryMiB }),
    host.cpus !== null && t('launch.room.cpus', { used: host.cpusUsed, most: host.cpus }),
  ].filter((one) => one !== false);
  return (
    <>
      <span className="grow">
        <span className="medium">{host.name}</span>
        {host.labels
          .filter((label) => label.includes('='))
          .map((label) => (
            <span key={label} className="tag" style={{ marginLeft: 6 }}>
              {label}
            </span>
          ))}
        <span className={`sm block ${host.refusal ? 'failed-text' : 'tertiary'}`}>
          {host.refusal ? say(host.refusal) : rooms.join(' · ')}
        </span>
      </span>
      <span className="tag">{t(`driver.${host.driver as 'PROCESS' | 'DOCKER'}`)}</span>
      <StateIcon tone={host.refusal ? 'skipped' : 'ok'} />
    </>
  );
}
