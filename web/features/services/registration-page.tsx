'use client';
import { Copy, Download, Ellipsis, Plug, Trash2 } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Menu } from '../../components/menu.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { StateBadge } from '../../components/state.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type RegistrationPartsFragment,
  RegistrationPartsFragmentDoc,
  RegistrationRowFragmentDoc,
  ServiceParameterPartsFragmentDoc,
  ServicePartsFragmentDoc,
  ServiceRegistrationChangesDocument,
  ServiceRegistrationDocument,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { pathWith } from '../../lib/paths.ts';
import { ExportDialog } from './export-dialog.tsx';
import { FindingList } from './finding-list.tsx';
import { InterfacesTab } from './interfaces-tab.tsx';
import { CopyDialog, DeleteDialog } from './registration-dialogs.tsx';
import { type Draft, draftOf, isSame, savingOf } from './registration-draft.ts';
import { registrationState } from './registration-state.ts';
import { RolesTab } from './roles-tab.tsx';
import { ShapesTab } from './shapes-tab.tsx';
import { TargetField } from './target-field.tsx';
import { useRegistrationActions } from './use-registration-actions.ts';
import { UsesTab } from './uses-tab.tsx';

type TabId = 'interfaces' | 'shapes' | 'roles' | 'uses';

/** One registration: what it works on, its services with their mappings, shapes, roles, and who calls it. */
export function RegistrationPage({ id }: { id: string }) {
  const { t } = useWords();
  const router = useRouter();
  const [{ data, error }, refetch] = useLiveQuery({ query: ServiceRegistrationDocument, variables: { id } });
  const soon = useRefetchSoon(refetch);
  useChanges({ query: ServiceRegistrationChangesDocument }, ({ serviceRegistrationChanged }) => {
    if (serviceRegistrationChanged.subject === id) soon();
  });
  const registration = readFragment(RegistrationPartsFragmentDoc, data?.serviceRegistration);
  if (error && !data)
    return (
      <Failure
        error={error}
        what={t('services.notLoaded')}
        onRetry={() => refetch({ requestPolicy: 'network-only' })}
      />
    );
  if (!data) return <SkeletonRows />;
  if (!registration)
    return (
      <EmptyState
        icon={Plug}
        title={t('services.gone')}
        action={
          <button type="button" className="button" onClick={() => router.push('/collaborate/services')}>
            {t('shell.services')}
          </button>
        }
      >
        {t('services.goneHint')}
      </EmptyState>
    );
  return <RegistrationForm registration={registration} />;
}

function RegistrationForm({ registration }: { registration: RegistrationPartsFragment }) {
  const { t } = useWords();
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const row = readFragment(RegistrationRowFragmentDoc, registration);
  const services = readFragment(ServicePartsFragmentDoc, registration.services).map((service) => ({
    ...service,
    inputs: readFragment(ServiceParameterPartsFragmentDoc, service.inputs),
    outputs: readFragment(ServiceParameterPartsFragmentDoc, service.outputs),
  }));
  const saved = draftOf({ ...row, objects: registration.objects }, services);
  // What is being edited belongs to the version it was begun from; another's save does not overwrite it.
  const [edit, setEdit] = useState<{ draft: Draft; rowVersion: number } | null>(null);
  const draft = edit?.draft ?? saved;
  const dirty = edit !== null && !isSame(edit.draft, saved);
  const overtaken = dirty && edit.rowVersion !== row.rowVersion;
  const [dialog, setDialog] = useState<'copy' | 'delete' | 'export' | null>(null);
  const { problems, busy, save, setStatus } = useRegistrationActions(row.title);
  const set = (next: Draft) => setEdit({ draft: next, rowVersion: edit?.rowVersion ?? row.rowVersion });
  const discard = () => setEdit(null);

  const tab = (search.get('tab') ?? 'interfaces') as TabId;
  const action = search.get('action');
  const show = (change: { tab?: TabId; action?: string }) =>
    router.replace(pathWith(path, { tab: change.tab ?? tab, action: change.action ?? action }));
  const state = registrationState(row.status, row.services);
  const enabled = row.status === 'ENABLED';
  const tabs = [
    { id: 'interfaces' as const, label: t('services.interfaces'), count: draft.interfaces.length },
    { id: 'shapes' as const, label: t('services.shapes'), count: draft.shapes.length },
    { id: 'roles' as const, label: t('services.roles'), count: new Set(draft.roles.map(({ role }) => role)).size },
    { id: 'uses' as const, label: t('services.uses'), count: registration.uses.length },
  ];
  return (
    <>
      <PageHead
        title={row.title}
        crumbs={[{ href: '/collaborate/services', label: t('shell.services') }]}
        beside={
          <>
            <StateBadge tone={state.tone} testId="registration-state">
              {t(state.word)}
            </StateBadge>
            {row.name === '' && <span className="tag">{t('services.template')}</span>}
          </>
        }
        actions={
          row.mayManage && (
            <>
              {dirty && (
                <button type="button" className="button" onClick={discard} data-testid="discard-registration">
                  {t('services.discard')}
                </button>
              )}
              {dirty && (
                <button
                  type="button"
                  className="button primary"
                  disabled={busy}
                  onClick={async () => {
                    if (await save(savingOf(draft, { id: row.id, rowVersion: edit.rowVersion }))) discard();
                  }}
                  data-testid="save-registration"
                >
                  {t('services.save')}
                </button>
              )}
              {!dirty && (
                <button
                  type="button"
                  className={`button ${enabled ? '' : 'primary'}`}
                  disabled={busy}
                  onClick={() => setStatus({ id: row.id, rowVersion: row.rowVersion, enabled: !enabled })}
                  data-testid="toggle-registration"
                >
                  {t(enabled ? 'services.disable' : 'services.enable')}
                </button>
              )}
              <Menu label={t('services.more')} trigger={<Ellipsis size={16} />} testId="registration-menu">
                {(close) => (
                  <MenuItems
                    origin={row.origin}
                    onChoose={(chosen) => {
                      close();
                      setDialog(chosen);
                    }}
                  />
                )}
              </Menu>
            </>
          )
        }
      >
        <TargetField draft={draft} editable={row.mayManage} onChange={set} />
        {overtaken && <p className="note state-warning">{t('services.overtaken')}</p>}
        <ProblemList problems={problems} />
        {problems.length === 0 && (
          <FindingList findings={registration.findings} onShow={(one) => show({ action: one })} />
        )}
      </PageHead>
      <Tabs label={row.title} tabs={tabs} selected={tab} onSelect={(one) => show({ tab: one })} />
      {tab === 'interfaces' && (
        <InterfacesTab
          draft={draft}
          onChange={set}
          editable={row.mayManage}
          findings={registration.findings}
          offered={registration.offered}
          removable={row.origin !== 'MANIFEST'}
          selected={action}
          onSelect={(one) => show({ action: one })}
        />
      )}
      {tab === 'shapes' && <ShapesTab draft={draft} editable={row.mayManage} onChange={set} />}
      {tab === 'roles' && <RolesTab draft={draft} editable={row.mayManage} onChange={set} />}
      {tab === 'uses' && <UsesTab uses={registration.uses} />}
      {dialog === 'copy' && <CopyDialog source={row} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteDialog registration={row} onClose={() => setDialog(null)} />}
      {dialog === 'export' && (
        <ExportDialog
          packages={[row.packageName]}
          initial={row.packageName}
          registrationId={row.id}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function MenuItems({ origin, onChoose }: { origin: string; onChoose: (chosen: 'copy' | 'delete' | 'export') => void }) {
  const { t } = useWords();
  return (
    <>
      <button type="button" role="menuitem" onClick={() => onChoose('copy')} data-testid="copy-registration">
        <Copy size={14} />
        {t('services.copy')}
      </button>
      <button type="button" role="menuitem" onClick={() => onChoose('export')}>
        <Download size={14} />
        {t('services.export')}
      </button>
      {origin !== 'MANIFEST' && (
        <button type="button" role="menuitem" onClick={() => onChoose('delete')} data-testid="delete-registration">
          <Trash2 size={14} />
          {t('services.delete')}
        </button>
      )}
    </>
  );
}
