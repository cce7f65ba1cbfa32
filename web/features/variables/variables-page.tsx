'use client';
import { Download, KeyRound, Plus, Search, SlidersHorizontal, Upload } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import { useClient, useMutation } from 'urql';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge } from '../../components/state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  ExportSystemVariablesDocument,
  ImportSystemVariablesDocument,
  ProblemPartsFragmentDoc,
  SystemVariableChangesDocument,
  SystemVariablesDocument,
  VariablePartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { useCan } from '../session/viewer.tsx';
import { VariablePanel } from './variable-panel.tsx';
import { VariableValue } from './variable-value.tsx';

const PAGE = 50;
const FILTERS = {
  platform: 'variables.only.platform',
  secret: 'variables.only.secret',
  inactive: 'variables.only.inactive',
} as const;

/** Every system variable: who declares it, what a person set, who sees it. */
export function VariablesPage() {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const mayManage = useCan('variable:manage');
  const name = search.get('name') ?? '';
  const only = search.get('only');
  const [at, setAt] = useState<PageAt>({});
  const [chosen, setChosen] = useState<string | null>(null);
  const where = {
    name: name ? { contains: name } : null,
    packageName: only === 'platform' ? { eq: '' } : null,
    secret: only === 'secret' ? true : null,
    active: only === 'inactive' ? false : null,
  };
  const [{ data, error }, refetch] = useLiveQuery({
    query: SystemVariablesDocument,
    variables: { ...pageArguments(PAGE, at), where },
  });
  const soon = useRefetchSoon(refetch);
  useChanges({ query: SystemVariableChangesDocument }, ({ systemVariableChanged }) => {
    if (systemVariableChanged.type !== 'UPDATED') soon();
  });
  const rows = readFragment(VariablePartsFragmentDoc, data?.systemVariables.nodes ?? []);
  const filter = (change: { name?: string | null; only?: string | null }) => {
    setAt({});
    router.replace(pathWith(path, { name, only, ...change }));
  };
  const shown = rows.find((row) => row.id === chosen);
  const filtered = Boolean(name || only);
  return (
    <>
      <PageHead
        title={t('shell.variables')}
        beside={
          data && (
            <span className="sm secondary">{t('variables.summary', { count: data.systemVariables.totalCount })}</span>
          )
        }
        actions={mayManage && <Actions onNew={() => setChosen('new')} onImported={soon} />}
      >
        <div className="chips">
          <div className="input-box" style={{ width: 260 }}>
            <Search size={14} aria-hidden="true" />
            <input
              className="input"
              data-search
              type="search"
              aria-label={t('variables.filterName')}
              placeholder={t('variables.filterName')}
              defaultValue={name}
              onChange={(event) => filter({ name: event.target.value })}
              data-testid="variable-search"
            />
          </div>
          {Object.entries(FILTERS).map(([one, label]) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={only === one}
              onClick={() => filter({ only: only === one ? null : one })}
            >
              {t(label)}
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
                what={t('variables.notLoaded')}
                onRetry={() => refetch({ requestPolicy: 'network-only' })}
              />
            )}
            {!data && !error && <SkeletonRows />}
            {data && rows.length === 0 && (
              <EmptyState
                icon={SlidersHorizontal}
                title={filtered ? t('general.noMatch') : t('variables.none')}
                action={
                  filtered && (
                    <button type="button" className="button" onClick={() => router.push(path)}>
                      {t('general.clearFilters')}
                    </button>
                  )
                }
              >
                {!filtered && t('variables.noneHint')}
              </EmptyState>
            )}
            {rows.length > 0 && (
              <table className="table" data-testid="variable-table">
                <thead>
                  <tr>
                    <th style={{ width: '30%' }}>{t('variables.name')}</th>
                    <th>{t('variables.value')}</th>
                    <th style={{ width: 150 }}>{t('variables.source')}</th>
                    <th style={{ width: 100 }}>{t('variables.scope')}</th>
                    <th style={{ width: 110 }}>{t('variables.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr
                      key={row.id}
                      className={`clickable ${row.id === chosen ? 'selected' : ''}`}
                      onClick={() => setChosen(row.id)}
                      data-testid={`variable-${row.packageName}-${row.name}`}
                    >
                      <td className="mono">
                        <span className="row tight">
                          <button type="button" className="link-button clip" onClick={() => setChosen(row.id)}>
                            {row.name}
                          </button>
                          {row.secret && <KeyRound size={12} className="tertiary" aria-label={t('variables.secret')} />}
                        </span>
                      </td>
                      <td className="mono clip">
                        <VariableValue variable={row} />
                      </td>
                      <td className="clip">
                        {row.packageName || t(row.source === 'person' ? 'variables.ofPerson' : 'variables.ofPlatform')}
                      </td>
                      <td>{row.scope === 'global' ? t('variables.global') : row.scope}</td>
                      <td>
                        <StateBadge tone={row.active ? 'ok' : 'skipped'}>
                          {t(row.active ? 'variables.active' : 'variables.inactive')}
                        </StateBadge>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
          <Pager
            shown={rows.length}
            total={data?.systemVariables.totalCount}
            pageInfo={data?.systemVariables.pageInfo}
            onMove={setAt}
          />
        </section>
        {chosen === 'new' && <VariablePanel key="new" variable={null} onClose={() => setChosen(null)} />}
        {shown && (
          <VariablePanel key={`${shown.id}:${shown.rowVersion}`} variable={shown} onClose={() => setChosen(null)} />
        )}
      </div>
    </>
  );
}

/** New, import and export. What could not be imported is told below the buttons. */
function Actions({ onNew, onImported }: { onNew: () => void; onImported: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const client = useClient();
  const file = useRef<HTMLInputElement>(null);
  const [{ fetching }, load] = useMutation(ImportSystemVariablesDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const save = async () => {
    const { data } = await client.query(ExportSystemVariablesDocument, {}, { requestPolicy: 'network-only' });
    if (!data) return toast('failed', t('variables.notExported'));
    const content = new Blob([JSON.stringify(data.exportSystemVariables, null, 2)], { type: 'application/json' });
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(content) });
    link.download = 'system-variables.json';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const read = async (given: File) => {
    const { data, error } = await load({ input: { content: await given.text() } });
    if (!data) return toast('failed', error?.message ?? t('failure.unreachable'));
    const { created, updated, unchanged } = data.importSystemVariables;
    const refused = readFragment(ProblemPartsFragmentDoc, data.importSystemVariables.problems);
    setProblems(refused);
    onImported();
    if (refused.length === 0) toast('ok', t('variables.imported', { created, updated, unchanged }));
  };
  return (
    <>
      <ProblemList problems={problems} />
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        data-testid="variable-file"
        onChange={(event) => {
          const given = event.target.files?.[0];
          event.target.value = '';
          if (given) void read(given);
        }}
      />
      <button type="button" className="button" disabled={fetching} onClick={() => file.current?.click()}>
        <Upload size={14} aria-hidden="true" />
        {t('variables.import')}
      </button>
      <button type="button" className="button" onClick={save} data-testid="export-variables">
        <Download size={14} aria-hidden="true" />
        {t('variables.export')}
      </button>
      <button type="button" className="button primary" onClick={onNew} data-testid="new-variable">
        <Plus size={15} aria-hidden="true" />
        {t('variables.new')}
      </button>
    </>
  );
}
