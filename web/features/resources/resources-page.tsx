'use client';
import { Plus, Server } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  HealthPartsFragmentDoc,
  ResourceServerChangesDocument,
  ResourceServersDocument,
  type ServerPartsFragment,
  ServerPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';
import { RoomBar } from './room-bar.tsx';
import { ServerState } from './server-health.tsx';
import { SERVER_KINDS, type ServerKind } from './server-kinds.ts';
import { ServerPanel } from './server-panel.tsx';

const KINDS = Object.keys(SERVER_KINDS) as ServerKind[];

/** Every machine and server that the platform may use, by kind: whether it answers, what is on it, how much is free. */
export function ResourcesPage() {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const only = useSearchParams().get('kind');
  const mayManage = useCan('resource:manage');
  const [chosen, setChosen] = useState<string | null>(null);
  const [{ data, error }, refetch] = useLiveQuery({ query: ResourceServersDocument });
  const soon = useRefetchSoon(refetch);
  useChanges({ query: ResourceServerChangesDocument }, ({ resourceServerChanged: { type } }) => {
    if (type === 'CREATED' || type === 'REMOVED') soon();
  });
  const servers = readFragment(ServerPartsFragmentDoc, data?.resourceServers ?? []);
  const shownKinds = KINDS.filter((kind) => (!only || only === kind) && servers.some((one) => one.kind === kind));
  const shown = servers.find(({ id }) => id === chosen);
  return (
    <>
      <PageHead
        title={t('shell.resources')}
        beside={data && <span className="sm secondary">{t('resources.summary', { count: servers.length })}</span>}
        actions={
          mayManage && (
            <button type="button" className="button primary" onClick={() => setChosen('new')} data-testid="new-server">
              <Plus size={15} aria-hidden="true" />
              {t('resources.new')}
            </button>
          )
        }
      >
        <div className="chips">
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              className="chip"
              aria-pressed={only === kind}
              onClick={() => router.replace(pathWith(path, { kind: only === kind ? null : kind }))}
              data-testid={`server-kind-${kind}`}
            >
              {t(SERVER_KINDS[kind].label)}
            </button>
          ))}
        </div>
      </PageHead>
      <div className="split">
        <section className="column grow" style={{ background: 'var(--surface)' }}>
          <div className="scroll grow">
            {error && !data && (
              <Failure
                error={error}
                what={t('resources.notLoaded')}
                onRetry={() => refetch({ requestPolicy: 'network-only' })}
              />
            )}
            {!data && !error && <SkeletonRows />}
            {data && shownKinds.length === 0 && (
              <EmptyState icon={Server} title={t('resources.none')}>
                {t('resources.noneHint')}
              </EmptyState>
            )}
            {shownKinds.map((kind) => (
              <KindTable
                key={kind}
                kind={kind}
                servers={servers.filter((one) => one.kind === kind)}
                chosen={chosen}
                onChoose={setChosen}
              />
            ))}
          </div>
        </section>
        {chosen === 'new' && <ServerPanel key="new" server={null} onClose={() => setChosen(null)} onMade={setChosen} />}
        {shown && (
          <ServerPanel
            key={`${shown.id}:${shown.rowVersion}`}
            server={shown}
            onClose={() => setChosen(null)}
            onMade={setChosen}
          />
        )}
      </div>
    </>
  );
}

type KindTableProps = {
  kind: ServerKind;
  servers: readonly ServerPartsFragment[];
  chosen: string | null;
  onChoose: (id: string) => void;
};

function KindTable({ kind, servers, chosen, onChoose }: KindTableProps) {
  const { t } = useWords();
  const { icon: Icon, label } = SERVER_KINDS[kind];
  return (
    <>
      <h2 className="resource-kind">
        <Icon size={15} aria-hidden="true" />
        {t(label)}
        <span className="tertiary">{servers.length}</span>
      </h2>
      <table className="table" aria-label={t(label)} data-testid={`server-table-${kind}`}>
        <thead>
          <tr>
            <th style={{ width: '20%' }}>{t('resources.name')}</th>
            <th>{t('resources.endpoint')}</th>
            <th style={{ width: 130 }}>{t('resources.state')}</th>
            <th style={{ width: '26%' }}>{t('resources.used')}</th>
            <th style={{ width: '16%' }}>{t('resources.labels')}</th>
          </tr>
        </thead>
        <tbody>
          {servers.map((server) => (
            <ServerRow key={server.id} server={server} selected={server.id === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function ServerRow({
  server,
  selected,
  onChoose,
}: {
  server: ServerPartsFragment;
  selected: boolean;
  onChoose: (id: string) => void;
}) {
  const { t } = useWords();
  const { id, kind, name, endpoint, labels, capacity, usage } = server;
  const health = readFragment(HealthPartsFragmentDoc, server.health);
  return (
    <tr
      className={`clickable ${selected ? 'selected' : ''}`}
      onClick={() => onChoose(id)}
      data-testid={`server-${name}`}
    >
      <td>
        <button type="button" className="link-button clip medium" onClick={() => onChoose(id)}>
          {name}
        </button>
      </td>
      <td className={endpoint ? 'mono clip' : 'clip'} title={endpoint}>
        {endpoint || t('resources.ownMachine')}
      </td>
      <td>
        <ServerState server={server} health={health} />
      </td>
      <td>
        <span className="row tight">
          <RoomBar label={t(SERVER_KINDS[kind].items)} used={usage.items} most={capacity.items} />
          {capacity.memoryMiB !== null && (
            <RoomBar label={t('resources.mib')} used={usage.memoryMiB} most={capacity.memoryMiB} />
          )}
          {capacity.cpus !== null && <RoomBar label={t('resources.cpus')} used={usage.cpus} most={capacity.cpus} />}
        </span>
      </td>
      <td className="clip">
        {labels.map((label) => (
          <span key={label} className="tag" style={{ marginRight: 4 }}>
            {label}
          </span>
        ))}
      </td>
    </tr>
  );
}
