'use client';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  AnswerRoleApplicationDocument,
  OpenRoleApplicationsDocument,
  type OpenRoleApplicationsQuery,
  ProblemPartsFragmentDoc,
  RoleApplicationPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

type Application = OpenRoleApplicationsQuery['roleApplications']['nodes'][number];

/** What others ask for and nobody has answered yet. */
export function OpenApplications() {
  const { t } = useWords();
  const [at, setAt] = useState<PageAt>({});
  const [{ data, error }, refetch] = useLiveQuery({
    query: OpenRoleApplicationsDocument,
    variables: pageArguments(50, at),
    requestPolicy: 'cache-and-network',
  });
  const [answering, answer] = useMutation(AnswerRoleApplicationDocument);
  const rows = data?.roleApplications.nodes ?? [];
  const problems = readFragment(ProblemPartsFragmentDoc, answering.data?.answerRoleApplication.problems ?? []);
  const send = async (id: string, approve: boolean): Promise<boolean> => {
    const { data: answered } = await answer({ input: { id, approve } });
    return (answered?.answerRoleApplication.applications.length ?? 0) > 0;
  };
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
          <EmptyState icon={Inbox} title={t('applications.noneOpen')}>
            {t('applications.noneOpenHint')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className="table" data-testid="open-applications">
            <thead>
              <tr>
                <th>{t('applications.applicant')}</th>
                <th>{t('people.role')}</th>
                <th style={{ width: 170 }}>{t('applications.appliedAt')}</th>
                <th style={{ width: 190 }} />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <OpenRow
                  key={readFragment(RoleApplicationPartsFragmentDoc, row).id}
                  row={row}
                  busy={answering.fetching}
                  onAnswer={send}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Pager
        shown={rows.length}
        total={data?.roleApplications.totalCount}
        pageInfo={data?.roleApplications.pageInfo}
        onMove={setAt}
      />
    </>
  );
}

type OpenRowProps = { row: Application; busy: boolean; onAnswer: (id: string, approve: boolean) => Promise<boolean> };

function OpenRow({ row, busy, onAnswer }: OpenRowProps) {
  const { t, label, moment } = useWords();
  const toast = useToast();
  const { id, role, appliedAt } = readFragment(RoleApplicationPartsFragmentDoc, row);
  const who = row.user.displayName || row.user.username;
  const approve = async () => {
    if (await onAnswer(id, true)) toast('ok', t('applications.approved', { who, role: label(role.label) }));
  };
  const deny = async () => {
    if (await onAnswer(id, false)) toast('ok', t('applications.denied', { who }));
  };
  return (
    <tr data-testid={`open-${row.user.username}-${role.name}`}>
      <td className="medium">
        {who} {who !== row.user.username && <span className="mono sm tertiary">{row.user.username}</span>}
      </td>
      <td>{label(role.label)}</td>
      <td className="secondary">{moment(appliedAt)}</td>
      <td>
        <span className="row tight">
          <button type="button" className="button small" disabled={busy} onClick={approve} data-testid="approve">
            {t('applications.approve')}
          </button>
          <button type="button" className="button small danger" disabled={busy} onClick={deny} data-testid="deny">
            {t('applications.deny')}
          </button>
        </span>
      </td>
    </tr>
  );
}
