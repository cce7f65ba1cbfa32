'use client';
import { useQuery } from 'urql';
import { StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { HostPartsFragmentDoc, HostsDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** Which host an instance goes to; an unavailable one says why. No choice lets the platform choose. */
export function HostChoice({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string | null) => void }) {
  const { t } = useWords();
  const [{ data }] = useQuery({ query: HostsDocument });
  const hosts = readFragment(HostPartsFragmentDoc, data?.hosts ?? []);
  return (
    <fieldset className="choices">
      <legend className="field-label">{t('launch.host')}</legend>
      <label className="choice">
        <input type="radio" name="host" checked={chosen === null} onChange={() => onChoose(null)} />
        <span className="grow">{t('launch.anyHost')}</span>
      </label>
      {hosts.map((host) => (
        <label key={host.id} className="choice" data-testid={`host-${host.driver}`}>
          <input
            type="radio"
            name="host"
            disabled={!host.available}
            checked={chosen === host.id}
            onChange={() => onChoose(host.id)}
          />
          <span className="grow">
            <span className="medium">{host.name}</span> <span className="mono tertiary">{host.address}</span>
            {host.reason && <span className="sm tertiary"> {host.reason}</span>}
          </span>
          <span className="tag">{t(`driver.${host.driver}`)}</span>
          <StateIcon tone={host.available ? 'ok' : 'skipped'} />
        </label>
      ))}
    </fieldset>
  );
}
