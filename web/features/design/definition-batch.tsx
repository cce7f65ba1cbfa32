'use client';
import { FileDown, Power, PowerOff, Trash2, Users, X } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import {
  type DefinitionRowFragment,
  DeleteDraftsDocument,
  DisableDefinitionsDocument,
  EnableDefinitionsDocument,
  SetDefinitionRolesDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { ExportDefinitionsDialog } from './export-definitions.tsx';
import { problemsOf } from './problems-of.ts';
import { type RoleLists, RoleTable } from './role-table.tsx';

type BatchProps = { chosen: readonly DefinitionRowFragment[]; onDone: () => void; onClear: () => void };
type Deed = 'enable' | 'disable' | 'delete';
const DEEDS = {
  enable: { icon: Power, for: 'DISABLED', action: 'definition:deploy' },
  disable: { icon: PowerOff, for: 'DEPLOYED', action: 'definition:deploy' },
  delete: { icon: Trash2, for: 'DRAFT', action: 'definition:edit' },
} as const;

/** What can be done with several orchestrations at once; each is done for itself, and what was refused is said. */
export function DefinitionBatch({ chosen, onDone, onClear }: BatchProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState<Deed | 'roles' | 'export' | null>(null);
  const rights = { 'definition:edit': useCan('definition:edit'), 'definition:deploy': useCan('definition:deploy') };
  const done = () => {
    setAsking(null);
    onDone();
  };
  const fits = (deed: Deed) => chosen.filter((row) => row.status === DEEDS[deed].for);
  return (
    <div
      className="batch"
      role="toolbar"
      aria-label={t('design.selected', { count: chosen.length })}
      data-testid="batch"
    >
      <b className="medium" aria-live="polite">
        {t('design.selected', { count: chosen.length })}
      </b>
      {(Object.keys(DEEDS) as Deed[])
        .filter((deed) => rights[DEEDS[deed].action] && fits(deed).length > 0)
        .map((deed) => (
          <BatchButton key={deed} name={`batch.${deed}`} icon={DEEDS[deed].icon} onClick={() => setAsking(deed)} />
        ))}
      {rights['definition:edit'] && <BatchButton name="batch.roles" icon={Users} onClick={() => setAsking('roles')} />}
      {rights['definition:edit'] && (
        <BatchButton name="batch.export" icon={FileDown} onClick={() => setAsking('export')} />
      )}
      <button type="button" className="icon-button small push" aria-label={t('general.close')} onClick={onClear}>
        <X size={15} />
      </button>
      {(asking === 'enable' || asking === 'disable' || asking === 'delete') && (
        <DeedDialog deed={asking} rows={fits(asking)} onDone={done} onClose={() => setAsking(null)} />
      )}
      {asking === 'roles' && <RolesDialog rows={chosen} onDone={done} onClose={() => setAsking(null)} />}
      {asking === 'export' && (
        <ExportDefinitionsDialog ids={chosen.map(({ id }) => id)} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}

type ButtonName = `batch.${Deed | 'roles' | 'export'}`;

function BatchButton({ name, icon: Icon, onClick }: { name: ButtonName; icon: typeof X; onClick: () => void }) {
  const { t } = useWords();
  return (
    <button type="button" className="button small" onClick={onClick} data-testid={name.replace('.', '-')}>
      <Icon size={14} aria-hidden="true" />
      {t(name)}
    </button>
  );
}

type DialogProps = { rows: readonly DefinitionRowFragment[]; onDone: () => void; onClose: () => void };
type Payload = {
  problems: Parameters<typeof problemsOf>[0];
  results: { id: string; problems: NonNullable<Parameters<typeof problemsOf>[0]> }[];
};

/** Tells how many were done, and gives what was refused. */
function useOutcome(rows: readonly DefinitionRowFragment[], onDone: () => void) {
  const { t } = useWords();
  const toast = useToast();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const tell = (payload: Payload | undefined, error?: Error) => {
    const refused = [
      ...problemsOf(payload?.problems, error),
      ...(payload?.results ?? []).flatMap((one) => problemsOf(one.problems)),
    ];
    const failed = payload ? payload.results.filter((one) => one.problems.length > 0).length : rows.length;
    setProblems(refused);
    if (failed < rows.length) toast('ok', t('batch.done', { count: rows.length - failed }));
    if (refused.length === 0) onDone();
  };
  return { problems, tell };
}

function DeedDialog({ deed, rows, onDone, onClose }: DialogProps & { deed: Deed }) {
  const { t } = useWords();
  const { problems, tell } = useOutcome(rows, onDone);
  const [enabling, enable] = useMutation(EnableDefinitionsDocument);
  const [disabling, disable] = useMutation(DisableDefinitionsDocument);
  const [deleting, remove] = useMutation(DeleteDraftsDocument);
  const run = async () => {
    const ids = rows.map(({ id }) => id);
    if (deed === 'enable') return enable({ ids }).then(({ data, error }) => tell(data?.enableDefinitions, error));
    if (deed === 'disable') return disable({ ids }).then(({ data, error }) => tell(data?.disableDefinitions, error));
    return remove({ ids }).then(({ data, error }) => tell(data?.deleteDrafts, error));
  };
  return (
    <ConfirmDialog
      title={t(`batch.${deed}.title`, { count: rows.length })}
      action={t(`batch.${deed}`)}
      danger={deed === 'delete'}
      busy={enabling.fetching || disabling.fetching || deleting.fetching}
      onConfirm={run}
      onClose={problems.length > 0 ? onDone : onClose}
    >
      <p>{t(`batch.${deed}.what`)}</p>
      <ul className="sm secondary">
        {rows.map((row) => (
          <li key={row.id}>
            {row.name} v{row.version}
          </li>
        ))}
      </ul>
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}

function RolesDialog({ rows, onDone, onClose }: DialogProps) {
  const { t } = useWords();
  const { problems, tell } = useOutcome(rows, onDone);
  const [roles, setRoles] = useState<RoleLists>({ mgmtRoles: [], useRoles: [] });
  const [{ fetching }, setAll] = useMutation(SetDefinitionRolesDocument);
  const run = () =>
    setAll({ input: { ids: rows.map(({ id }) => id), ...roles } }).then(({ data, error }) =>
      tell(data?.setDefinitionRoles, error),
    );
  return (
    <ConfirmDialog
      title={t('batch.roles.title', { count: rows.length })}
      action={t('batch.roles')}
      busy={fetching}
      onConfirm={run}
      onClose={onClose}
    >
      <p>{t('batch.roles.what')}</p>
      <RoleTable roles={roles} editable onChange={(change) => setRoles({ ...roles, ...change })} />
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
