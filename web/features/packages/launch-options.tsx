'use client';
import { useQuery } from 'urql';
import { Field } from '../../components/field.tsx';
import { LaunchPreviewDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { HostChoice, type LaunchPreview } from './host-choice.tsx';
import { LaunchDemands } from './launch-demands.tsx';
import { ServerChoice, type ServerWishes } from './server-choice.tsx';

/** What a person may set for a launch; empty texts leave it to the platform. */
export type LaunchWishes = {
  hostId: string | null;
  memoryMiB: string;
  cpus: string;
  labels: string;
  servers: ServerWishes;
};
export const NO_WISHES: LaunchWishes = { hostId: null, memoryMiB: '', cpus: '', labels: '', servers: {} };

/** The wishes as a launch takes them. */
export const launchInput = (wishes: LaunchWishes) => ({
  ...previewInput(wishes),
  databaseServerId: wishes.servers.MYSQL ?? null,
  bucketServerId: wishes.servers.S3 ?? null,
  proxyServerId: wishes.servers.SQUID ?? null,
});

function previewInput({ hostId, memoryMiB, cpus, labels }: LaunchWishes) {
  const number = (text: string) => (Number(text) > 0 ? Number(text) : null);
  return {
    ...{ hostId, cpus: number(cpus), labels: labels.split(/[\s,]+/).filter(Boolean) },
    memoryMiB: number(memoryMiB) && Math.round(Number(memoryMiB)),
  };
}

type LaunchOptionsProps = { packageId: string; wishes: LaunchWishes; onChange: (wishes: LaunchWishes) => void };

/** Host, limits and labels of a launch, and what it will take there: asked of the platform at every change. */
export function LaunchOptions({ packageId, wishes, onChange }: LaunchOptionsProps) {
  const { t } = useWords();
  const [{ data }, refetch] = useQuery({
    query: LaunchPreviewDocument,
    variables: { input: { packageId, ...previewInput(wishes) } },
    requestPolicy: 'cache-and-network',
  });
  const set = (key: 'memoryMiB' | 'cpus' | 'labels') => (event: React.ChangeEvent<HTMLInputElement>) =>
    onChange({ ...wishes, [key]: event.target.value });
  return (
    <>
      <HostChoice
        preview={data?.launchPreview}
        chosen={wishes.hostId}
        onChoose={(hostId) => onChange({ ...wishes, hostId })}
      />
      <div className="launch-limits">
        <Field label={t('launch.memory')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input"
              inputMode="numeric"
              value={wishes.memoryMiB}
              placeholder={t('launch.noLimit')}
              onChange={set('memoryMiB')}
            />
          )}
        </Field>
        <Field label={t('launch.cpus')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input"
              inputMode="decimal"
              value={wishes.cpus}
              placeholder={t('launch.noLimit')}
              onChange={set('cpus')}
            />
          )}
        </Field>
        <Field label={t('launch.labels')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input mono"
              value={wishes.labels}
              placeholder="zone=a"
              onChange={set('labels')}
            />
          )}
        </Field>
      </div>
      <ServerChoice
        servers={data?.launchPreview.servers ?? []}
        chosen={wishes.servers}
        onChoose={(servers) => onChange({ ...wishes, servers })}
      />
      {data && <WhatItTakes preview={data.launchPreview} />}
      {data && (
        <LaunchDemands
          packageId={packageId}
          demands={data.launchPreview.demands}
          onChanged={() => refetch({ requestPolicy: 'network-only' })}
        />
      )}
    </>
  );
}

function WhatItTakes({ preview }: { preview: LaunchPreview }) {
  const { t } = useWords();
  const ports = [
    preview.allocatesPort && t('launch.takes.port'),
    preview.usesMonitorPort && t('launch.takes.monitorPort'),
    ...preview.fixedPorts.map(String),
  ].filter((one) => one !== false);
  const rows = [
    { key: 'ports', label: t('launch.takes.ports'), values: ports },
    { key: 'volumes', label: t('launch.takes.volumes'), values: preview.volumes },
    { key: 'schemas', label: t('launch.takes.schemas'), values: preview.schemas },
    { key: 'buckets', label: t('launch.takes.buckets'), values: preview.buckets },
  ].filter(({ values }) => values.length > 0);
  return (
    <dl className="takes" aria-label={t('launch.takes')} data-testid="launch-takes">
      {rows.map(({ key, label, values }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd className="mono sm">
            {values.map((value) => (
              <div key={value} className="clip" title={value}>
                {value}
              </div>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
