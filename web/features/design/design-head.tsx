'use client';
import { GitBranch, ListTree, MessageSquare, Play, Redo2, Settings2, Undo2, Workflow } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CodeText } from '../../components/code-text.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge } from '../../components/state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DefinitionDetailFragmentDoc,
  type DefinitionRowFragment,
  DefinitionRowFragmentDoc,
  DeleteDraftDocument,
  DeployDefinitionDocument,
  DisableDefinitionDocument,
  EnableDefinitionDocument,
  NewDraftDocument,
  ProblemPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { DEFINITION_TONES } from './definition-states.ts';
import type { Drawer } from './designer.tsx';
import { arrangeDraft } from './draft.ts';
import { ExportDefinitionButton } from './export-definitions.tsx';
import type { EditedDraft } from './use-draft.ts';

type DesignHeadProps = {
  row: DefinitionRowFragment;
  edited: EditedDraft;
  editable: boolean;
  view: 'canvas' | 'outline';
  onView: (view: 'canvas' | 'outline') => void;
  drawer: Drawer;
  /** How many comments are open. */
  comments: number;
  onDrawer: (drawer: Drawer) => void;
  /** Whether deploying is being asked about. */
  deploying: boolean;
  onDeploying: (deploying: boolean) => void;
};

/** What the definition is, whether it is saved, and the ways on: lay out, versions, deploy, start. */
export function DesignHead(props: DesignHeadProps) {
  const { row, edited, editable, view, onView, drawer, onDrawer, comments, deploying, onDeploying } = props;
  const { t } = useWords();
  const errors = edited.problems.filter((problem) => problem.level === 'ERROR').length;
  return (
    <PageHead
      title={edited.draft.name}
      crumbs={[{ href: '/collaborate/orchestrations', label: t('shell.orchestrations') }]}
      beside={
        <>
          <StateBadge tone={DEFINITION_TONES[row.status]} testId="definition-status">
            {t(`definitionStatus.${row.status}`)} {row.version}
          </StateBadge>
          {edited.draft.isSubProcess && <span className="tag">{t('field.isSubProcess')}</span>}
          {editable && (
            <span className="sm tertiary" aria-live="polite" data-testid="save-state" data-state={edited.saveState}>
              {t(`save.${edited.saveState}`)}
            </span>
          )}
        </>
      }
      facts={
        <>
          <span>
            <span className="label">{t('design.rootEntity')}</span>
            <CodeText text={edited.draft.rootEntity} />
          </span>
          <RoleFact label={t('design.managedBy')} roles={edited.draft.mgmtRoles} />
          <RoleFact label={t('design.usedBy')} roles={edited.draft.useRoles} />
          <span>
            <span className="label">{t('design.nodes')}</span>
            {edited.draft.nodes.length}
          </span>
          <span>
            <span className="label">{t('field.conflictCheck')}</span>
            {t(edited.draft.conflictCheck ? 'design.on' : 'design.off')}
          </span>
          <LastChange row={row} />
        </>
      }
      actions={
        <>
          {editable && <UndoButtons edited={edited} />}
          {editable && (
            <button
              type="button"
              className="button quiet"
              onClick={() => edited.change(arrangeDraft)}
              data-testid="lay-out"
            >
              <Workflow size={15} aria-hidden="true" />
              {t('design.layOut')}
            </button>
          )}
          <button
            type="button"
            className="button quiet"
            aria-pressed={view === 'outline'}
            onClick={() => onView(view === 'outline' ? 'canvas' : 'outline')}
            data-testid="toggle-outline"
          >
            <ListTree size={15} aria-hidden="true" />
            {view === 'outline' ? t('design.canvas') : t('runTab.outline')}
          </button>
          <DrawerButton name="settings" icon={Settings2} drawer={drawer} onDrawer={onDrawer} />
          <DrawerButton name="versions" icon={GitBranch} drawer={drawer} onDrawer={onDrawer} />
          <button
            type="button"
            className="button quiet"
            aria-pressed={drawer === 'comments'}
            aria-label={t('comments.title')}
            title={t('comments.title')}
            onClick={() => onDrawer(drawer === 'comments' ? null : 'comments')}
            data-testid="comments-drawer"
          >
            <MessageSquare size={15} aria-hidden="true" />
            {comments > 0 && comments}
          </button>
          <ExportDefinitionButton id={row.id} />
          {row.status === 'DRAFT' ? (
            <DraftActions row={row} edited={edited} errors={errors} deploying={deploying} onDeploying={onDeploying} />
          ) : (
            <DeployedActions row={row} />
          )}
        </>
      }
    />
  );
}

function RoleFact({ label, roles }: { label: string; roles: readonly string[] }) {
  const { t } = useWords();
  return (
    <span>
      <span className="label">{label}</span>
      {roles.join(t('general.comma')) || t('services.everybody')}
    </span>
  );
}

function LastChange({ row }: { row: DefinitionRowFragment }) {
  const { t, moment } = useWords();
  return (
    <span>
      <span className="label">{row.deployedAt ? t('design.deployed') : t('design.lastChange')}</span>
      {t('general.by', { when: moment(row.deployedAt ?? row.updatedAt), who: row.updatedBy })}
    </span>
  );
}

function UndoButtons({ edited }: { edited: EditedDraft }) {
  const { t } = useWords();
  return (
    <span className="button-group">
      <button
        type="button"
        className="button"
        aria-label={t('design.undo')}
        title={t('design.undo')}
        disabled={!edited.canUndo}
        onClick={edited.undo}
        data-testid="undo"
      >
        <Undo2 size={15} />
      </button>
      <button
        type="button"
        className="button"
        aria-label={t('design.redo')}
        title={t('design.redo')}
        disabled={!edited.canRedo}
        onClick={edited.redo}
        data-testid="redo"
      >
        <Redo2 size={15} />
      </button>
    </span>
  );
}

type DrawerButtonProps = Pick<DesignHeadProps, 'drawer' | 'onDrawer'> & {
  name: 'settings' | 'versions';
  icon: typeof GitBranch;
};

function DrawerButton({ name, icon: Icon, drawer, onDrawer }: DrawerButtonProps) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="button quiet"
      aria-pressed={drawer === name}
      onClick={() => onDrawer(drawer === name ? null : name)}
      data-testid={`${name}-drawer`}
    >
      <Icon size={15} aria-hidden="true" />
      {t(`design.${name}`)}
    </button>
  );
}

type DraftActionsProps = Pick<DesignHeadProps, 'row' | 'edited' | 'deploying' | 'onDeploying'> & { errors: number };

function DraftActions({ row, edited, errors, deploying: asking, onDeploying }: DraftActionsProps) {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const mayDeploy = useCan('definition:deploy') && row.mayManage;
  const mayEdit = useCan('definition:edit') && row.mayManage;
  const [deploying, deploy] = useMutation(DeployDefinitionDocument);
  const [, remove] = useMutation(DeleteDraftDocument);
  const [deleting, setDeleting] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const blocked = errors > 0 || edited.saveState === 'conflict' || edited.saveState === 'failed';
  const confirmDeploy = async () => {
    const rowVersion = await edited.flush();
    if (rowVersion === null)
      return setProblems([{ code: 'NOT_SAVED', message: t('design.notSavedYet'), remedy: null }]);
    const answer = await deploy({ input: { id: row.id, rowVersion } });
    const refused = answer.error
      ? [
          {
            code: 'INTERNAL',
            message: answer.error.graphQLErrors[0]?.message ?? t('failure.unreachable'),
            remedy: null,
          },
        ]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.deployDefinition.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', t('design.wasDeployed', { name: row.name, version: row.version }));
    onDeploying(false);
  };
  const confirmDelete = async () => {
    const answer = await remove({ input: { id: row.id } });
    const refused = readFragment(ProblemPartsFragmentDoc, answer.data?.deleteDraft.problems ?? []);
    setProblems(refused);
    if (!answer.error && refused.length === 0) router.push('/collaborate/orchestrations');
  };
  return (
    <>
      {mayEdit && (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            setProblems([]);
            setDeleting(true);
          }}
          data-testid="delete-draft"
        >
          {t('design.delete')}
        </button>
      )}
      {mayDeploy && (
        <button
          type="button"
          className="button primary"
          disabled={blocked || deploying.fetching}
          title={errors > 0 ? t('design.blocked', { count: errors }) : undefined}
          onClick={() => {
            setProblems([]);
            onDeploying(true);
          }}
          data-testid="deploy"
        >
          {t('design.deploy', { version: row.version })}
        </button>
      )}
      {asking && mayDeploy && !blocked && (
        <ConfirmDialog
          title={t('design.deployTitle', { name: row.name, version: row.version })}
          action={t('design.deploy', { version: row.version })}
          busy={deploying.fetching}
          onConfirm={confirmDeploy}
          onClose={() => onDeploying(false)}
        >
          <p>{t('design.deployWhat')}</p>
          <ProblemList problems={problems} />
        </ConfirmDialog>
      )}
      {deleting && (
        <ConfirmDialog
          title={t('design.deleteTitle')}
          action={t('design.delete')}
          danger
          onConfirm={confirmDelete}
          onClose={() => setDeleting(false)}
        >
          <p>{t('design.deleteWhat')}</p>
          <ProblemList problems={problems} />
        </ConfirmDialog>
      )}
    </>
  );
}

function DeployedActions({ row }: { row: DefinitionRowFragment }) {
  const { t, say } = useWords();
  const router = useRouter();
  const toast = useToast();
  const mayEdit = useCan('definition:edit');
  const mayDeploy = useCan('definition:deploy');
  const mayStart = useCan('run:start');
  const [, newDraft] = useMutation(NewDraftDocument);
  const [, disable] = useMutation(DisableDefinitionDocument);
  const [, enable] = useMutation(EnableDefinitionDocument);
  const tell = (problems: readonly Problem[], error?: Error) => {
    if (error) toast('failed', error.message);
    for (const problem of problems) toast('failed', say(problem));
  };
  const edit = async () => {
    const answer = await newDraft({ input: { id: row.id } });
    tell(readFragment(ProblemPartsFragmentDoc, answer.data?.newDraftFromDefinition.problems ?? []), answer.error);
    const created = readFragment(
      DefinitionRowFragmentDoc,
      readFragment(DefinitionDetailFragmentDoc, answer.data?.newDraftFromDefinition.definition),
    );
    if (created) router.push(`/collaborate/orchestrations/${created.id}`);
  };
  const toggle = async () => {
    const input = { input: { id: row.id, rowVersion: row.rowVersion } };
    const { error, payload } =
      row.status === 'DEPLOYED'
        ? await disable(input).then((answer) => ({ error: answer.error, payload: answer.data?.disableDefinition }))
        : await enable(input).then((answer) => ({ error: answer.error, payload: answer.data?.enableDefinition }));
    tell(readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []), error);
  };
  return (
    <>
      {mayDeploy && (
        <button type="button" className="button quiet" onClick={toggle} data-testid="toggle-definition">
          {row.status === 'DEPLOYED' ? t('design.disable') : t('design.enable')}
        </button>
      )}
      {mayEdit && (
        <button type="button" className="button" onClick={edit} data-testid="new-draft">
          {t('design.newDraft')}
        </button>
      )}
      {mayStart && row.status === 'DEPLOYED' && (
        <Link
          className="button primary"
          href={`/execute/start?definition=${encodeURIComponent(row.id)}`}
          data-testid="start-definition"
        >
          <Play size={14} aria-hidden="true" />
          {t('start.start')}
        </Link>
      )}
    </>
  );
}
