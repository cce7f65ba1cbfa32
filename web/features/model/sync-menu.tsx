'use client';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Menu } from '../../components/menu.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ProblemPartsFragmentDoc, SyncDataModelDocument, type SyncDataModelMutation } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { SyncDialog } from './sync-dialog.tsx';

export type SyncAnswer = SyncDataModelMutation['syncDataModel'];
type Looked = { packageName: string; answer: SyncAnswer };

/** Fetches a dynamic model again: first what would change and what depends on it, and saves that when a person agrees. */
export function SyncMenu({ packages }: { packages: readonly { name: string; dynamic: boolean }[] }) {
  const { t, say } = useWords();
  const toast = useToast();
  const maySync = useCan('model:sync');
  const [{ fetching }, sync] = useMutation(SyncDataModelDocument);
  const [looked, setLooked] = useState<Looked | null>(null);
  const dynamic = packages.filter((one) => one.dynamic);
  if (!maySync || dynamic.length === 0) return null;
  const ask = async (packageName: string, dryRun: boolean): Promise<SyncAnswer | null> => {
    const { data, error } = await sync({ input: { packageName, dryRun } });
    const answer = data?.syncDataModel;
    const [problem] = readFragment(ProblemPartsFragmentDoc, answer?.problems ?? []);
    if (answer && !problem && !error) return answer;
    const reason = problem ? say(problem) : error?.graphQLErrors[0]?.message;
    toast('failed', reason ?? t('failure.unreachable'));
    return null;
  };
  const take = async (packageName: string) => {
    const answer = await ask(packageName, false);
    if (!answer) return;
    setLooked(null);
    const { added, changed, removed } = answer;
    const counts = { added: added.length, changed: changed.length, removed: removed.length };
    toast('ok', t('model.synced', { name: packageName, ...counts }));
  };
  const look = async (packageName: string) => {
    const answer = await ask(packageName, true);
    if (!answer) return;
    if (isSame(answer)) await take(packageName);
    else setLooked({ packageName, answer });
  };
  return (
    <>
      <Menu
        label={t('model.sync')}
        className="button primary"
        testId="sync-model"
        trigger={
          <>
            <RefreshCw size={14} aria-hidden="true" />
            {fetching ? t('model.syncing') : t('model.sync')}
          </>
        }
      >
        {(close) =>
          dynamic.map((one) => (
            <button
              key={one.name}
              type="button"
              role="menuitem"
              onClick={() => (close(), look(one.name))}
              data-testid={`sync-${one.name}`}
            >
              {one.name}
            </button>
          ))
        }
      </Menu>
      {looked && (
        <SyncDialog
          {...looked}
          busy={fetching}
          onTake={() => take(looked.packageName)}
          onClose={() => setLooked(null)}
        />
      )}
    </>
  );
}

const isSame = ({ added, changed, removed }: SyncAnswer) => added.length + changed.length + removed.length === 0;
