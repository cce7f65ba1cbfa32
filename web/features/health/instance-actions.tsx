'use client';
import { EllipsisVertical, Pause, Play, Star, StarOff } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Menu } from '../../components/menu.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DrainSubgraphInstanceDocument,
  PreferSubgraphInstanceDocument,
  ProblemPartsFragmentDoc,
  ReleaseSubgraphInstanceDocument,
  ResumeSubgraphInstanceDocument,
  type SubgraphInstancePartsFragment,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type Action = 'drain' | 'resume' | 'prefer' | 'release';
type Props = { subgraph: string; instance: SubgraphInstancePartsFragment };

const ICONS = { drain: Pause, resume: Play, prefer: Star, release: StarOff };

/** What an operator may do to an instance at present. */
export function InstanceActions({ subgraph, instance }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState<Action | null>(null);
  const host = hostOf(instance.url);
  return (
    <>
      <Menu
        label={t('health.actionsOf', { instance: host })}
        trigger={<EllipsisVertical size={15} />}
        className="icon-button small"
        testId="instance-actions"
      >
        {(close) =>
          actionsFor(instance).map((action) => {
            const Icon = ICONS[action];
            return (
              <button
                key={action}
                type="button"
                role="menuitem"
                data-testid={`${action}-instance`}
                onClick={() => {
                  close();
                  setAsking(action);
                }}
              >
                <Icon size={14} aria-hidden="true" />
                {t(`health.${action}`)}
              </button>
            );
          })
        }
      </Menu>
      {asking && <ActionDialog {...{ subgraph, instance }} action={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function actionsFor({ state, drainedBy, preferred }: SubgraphInstancePartsFragment): Action[] {
  const service: Action[] = drainedBy ? ['resume'] : state === 'DRAINING' ? [] : ['drain'];
  if (preferred) return [...service, 'release'];
  return state === 'DRAINING' ? service : ['prefer', ...service];
}

function ActionDialog({ subgraph, instance, action, onClose }: Props & { action: Action; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const { run, busy } = useAction(action);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const words = { instance: hostOf(instance.url), subgraph };
  const isLast = problems.some(({ code }) => code === 'LAST_SUBGRAPH_INSTANCE');
  const confirm = async () => {
    const refused = await run(instance.id, isLast);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', t(`health.${action}Done`, words));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(`health.${action}Title`, words)}
      action={isLast ? t('health.drainLast') : t(`health.${action}`)}
      danger={action === 'drain'}
      busy={busy}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`health.${action}What`, words)}</p>
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}

/** Does one of the four and returns what stands in its way. */
function useAction(action: Action) {
  const [draining, drain] = useMutation(DrainSubgraphInstanceDocument);
  const [resuming, resume] = useMutation(ResumeSubgraphInstanceDocument);
  const [preferring, prefer] = useMutation(PreferSubgraphInstanceDocument);
  const [releasing, release] = useMutation(ReleaseSubgraphInstanceDocument);
  const call = async (id: string, force: boolean) => {
    switch (action) {
      case 'drain':
        return drain({ input: { id, force } }).then(({ error, data }) => ({
          error,
          payload: data?.drainSubgraphInstance,
        }));
      case 'resume':
        return resume({ input: { id } }).then(({ error, data }) => ({ error, payload: data?.resumeSubgraphInstance }));
      case 'prefer':
        return prefer({ input: { id } }).then(({ error, data }) => ({ error, payload: data?.preferSubgraphInstance }));
      case 'release':
        return release({ input: { id } }).then(({ error, data }) => ({
          error,
          payload: data?.releaseSubgraphInstance,
        }));
    }
  };
  const run = async (id: string, force: boolean): Promise<readonly Problem[]> => {
    const { error, payload } = await call(id, force);
    if (error) return [{ code: 'INTERNAL', message: error.message, remedy: null }];
    return readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []);
  };
  return { run, busy: [draining, resuming, preferring, releasing].some(({ fetching }) => fetching) };
}

export function hostOf(url: string): string {
  return new URL(url).host;
}
