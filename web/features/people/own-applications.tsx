'use client';
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { StateBadge, type Tone } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  OwnRoleApplicationsDocument,
  ProblemPartsFragmentDoc,
  type RoleApplicationPartsFragment,
  RoleApplicationPartsFragmentDoc,
  WithdrawRoleApplicationDocument,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

const TONES: Record<RoleApplicationPartsFragment['status'], Tone> = {
  PENDING: 'person',
  APPROVED: 'ok',
  DENIED: 'failed',
  WITHDRAWN: 'skipped',
};

/** What the signed-in person asked for, with its answer; what waits can be withdrawn. */
export function OwnApplications() {
  const { t, label, moment } = useWords();
  const [at, setAt] = useState<PageAt>({});
  const [{ data, error }, refetch] = useLiveQuery({
    query: OwnRoleApplicationsDocument,
    variables: pageArguments(50, at),
    requestPolicy: 'cache-and-network',
  });
  const [withdrawing, withdraw] = useMutation(WithdrawRoleApplicationDocument);
  const rows = readFragment(RoleApplicationPartsFragmentDoc, data?.ownRoleApplications.nodes ?? []);
  const problems = readFragment(ProblemPartsFragmentDoc, withdrawing.data?.withdrawRoleApplication.problems ?? []);
  const answerOf = ({ answeredBy, answeredAt }: RoleApplicationPartsFragment) =>
    answeredBy && answeredAt ? t('applications.answeredBy', { who: answeredBy, when: moment(answeredAt) }) : '';
  return (
    <>
      <div className="page-body">
        <ProblemList problems={problems} />
        {error && !data && (
          <Failure
            error={error}
            what={t('applications.notLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows rows={3} />}
        {data && rows.length === 0 && (
          <EmptyState icon={BadgeCheck} title={t('applications.none')}>
            {t('applications.noneHint')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className="table" data-testid="own-applications">
            <thead>
              <tr>
                <th>{t('people.role')}</th>
                <th style={{ width: 150 }}>{t('applications.state')}</th>
                <th style={{ width: 170 }}>{t('applications.appliedAt')}</th>
                <th>{t('applications.answer')}</th>
                <th style={{ width: 110 }} />
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id} data-testid={`application-${one.role.name}`} data-status={one.status}>
                  <td className="medium">{label(one.role.label)}</td>
                  <td>
                    <StateBadge tone={TONES[one.status]}>{t(`applications.${one.status}`)}</StateBadge>
                  </td>
                  <td className="secondary">{moment(one.appliedAt)}</td>
                  <td className="secondary">{answerOf(one)}</td>
                  <td>
                    {one.status === 'PENDING' && (
                      <button
                        type="button"
                        className="button small"
                        disabled={withdrawing.fetching}
                        onClick={() => withdraw({ input: { id: one.id } })}
                        data-testid="withdraw-application"
                      >
                        {t('applications.withdraw')}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Pager
        shown={rows.length}
        total={data?.ownRoleApplications.totalCount}
        pageInfo={data?.ownRoleApplications.pageInfo}
        onMove={setAt}
      />
    </>
  );
}
