'use client';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type DemandPartsFragment,
  DemandPartsFragmentDoc,
  GrantLaunchDemandsDocument,
  ProblemPartsFragmentDoc,
  WithdrawLaunchGrantsDocument,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import type { LaunchPreview } from './host-choice.tsx';

type LaunchDemandsProps = { packageId: string; demands: LaunchPreview['demands']; onChanged: () => void };

/** What a package asks beyond the confinement of instances, who granted it, and for who may: granting it. */
export function LaunchDemands({ packageId, demands, onChanged }: LaunchDemandsProps) {
  const { t } = useWords();
  const mayGrant = useCan('instance:grant');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [granting, grant] = useMutation(GrantLaunchDemandsDocument);
  const [withdrawing, withdraw] = useMutation(WithdrawLaunchGrantsDocument);
  const all = readFragment(DemandPartsFragmentDoc, demands);
  if (all.length === 0) return null;
  const change = async (demand: DemandPartsFragment) => {
    const input = { packageId, demands: [demand.key] };
    const { error, payload } = demand.grantedBy
      ? await withdraw({ input }).then((answer) => ({
          error: answer.error,
          payload: answer.data?.withdrawLaunchGrants,
        }))
      : await grant({ input }).then((answer) => ({ error: answer.error, payload: answer.data?.grantLaunchDemands }));
    setProblems(
      error
        ? [{ code: 'INTERNAL', message: error.message, remedy: null }]
        : readFragment(ProblemPartsFragmentDoc, payload?.problems ?? []),
    );
    onChanged();
  };
  const open = all.some(({ grantedBy }) => grantedBy === null);
  return (
    <section className={`demands ${open ? 'open' : ''}`} aria-label={t('demands.title')} data-testid="launch-demands">
      <h3 className="field-label">{t('demands.title')}</h3>
      <p className="sm secondary">{t('demands.what')}</p>
      <ul>
        {all.map((demand) => (
          <li key={demand.key} data-testid={`demand-${demand.key}`} data-granted={demand.grantedBy !== null}>
            {demand.grantedBy ? (
              <ShieldCheck size={15} aria-hidden="true" />
            ) : (
              <ShieldAlert size={15} aria-hidden="true" />
            )}
            <span className="grow">
              {t(`demand.${demand.kind}`)}
              {demand.what && <code className="demand-what">{demand.what}</code>}
              <span className="sm tertiary block">
                {demand.grantedBy ? t('demands.granted', { who: demand.grantedBy }) : t('demands.open')}
              </span>
            </span>
            {mayGrant && (
              <button
                type="button"
                className="button small"
                disabled={granting.fetching || withdrawing.fetching}
                onClick={() => change(demand)}
                data-testid={demand.grantedBy ? 'withdraw-demand' : 'grant-demand'}
              >
                {t(demand.grantedBy ? 'demands.withdraw' : 'demands.grant')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {open && !mayGrant && <p className="sm secondary">{t('demands.askAdministrator')}</p>}
      <ProblemList problems={problems} />
    </section>
  );
}
