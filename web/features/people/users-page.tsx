'use client';
import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { type PageAt, Pager, pageArguments } from '../../components/pager.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type UserPartsFragment, UserPartsFragmentDoc, UsersDocument } from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useDebounced } from '../../lib/use-debounced.ts';
import { useCan } from '../session/viewer.tsx';
import { UserDialog } from './user-dialog.tsx';

/** Who may sign in, and with which roles. */
export function UsersPage() {
  const { t, label, moment } = useWords();
  const mayManage = useCan('user:manage');
  const [at, setAt] = useState<PageAt>({});
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<UserPartsFragment | 'new' | null>(null);
  const search = useDebounced(text.trim(), 250);
  const [{ data, error }, refetch] = useLiveQuery({
    query: UsersDocument,
    variables: { ...pageArguments(50, at), where: search ? { contains: search } : null },
  });
  const rows = readFragment(UserPartsFragmentDoc, data?.users.nodes ?? []);
  return (
    <>
      <PageHead
        title={t('shell.users')}
        beside={data && <span className="sm secondary">{t('people.summary', { count: data.users.totalCount })}</span>}
        actions={
          mayManage && (
            <button type="button" className="button primary" onClick={() => setEditing('new')} data-testid="new-user">
              <UserPlus size={15} aria-hidden="true" />
              {t('people.newUser')}
            </button>
          )
        }
      >
        <div className="chips">
          <input
            className="input"
            style={{ width: 220 }}
            data-search
            type="search"
            aria-label={t('session.username')}
            placeholder={t('session.username')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt({});
            }}
          />
        </div>
      </PageHead>
      <div className="page-body">
        {error && !data && (
          <Failure
            error={error}
            what={t('people.usersNotLoaded')}
            onRetry={() => refetch({ requestPolicy: 'network-only' })}
          />
        )}
        {!data && !error && <SkeletonRows />}
        {data && rows.length === 0 && (
          <EmptyState
            icon={Users}
            title={t('general.noMatch')}
            action={
              <button type="button" className="button" onClick={() => setText('')}>
                {t('general.clearFilters')}
              </button>
            }
          />
        )}
        {rows.length > 0 && (
          <table className="table" data-testid="user-table">
            <thead>
              <tr>
                <th>{t('session.username')}</th>
                <th>{t('people.displayName')}</th>
                <th>{t('shell.roles')}</th>
                <th style={{ width: 170 }}>{t('runs.state')}</th>
                <th style={{ width: 150 }}>{t('people.since')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((user) => (
                <tr
                  key={user.id}
                  className={mayManage ? 'clickable' : ''}
                  onClick={() => mayManage && setEditing(user)}
                  data-testid={`user-${user.username}`}
                >
                  <td className="medium">
                    {mayManage ? (
                      <button type="button" className="link-button" onClick={() => setEditing(user)}>
                        {user.username}
                      </button>
                    ) : (
                      user.username
                    )}
                  </td>
                  <td>{user.displayName}</td>
                  <td className="secondary">{user.roles.map((role) => label(role.label)).join(', ')}</td>
                  <td>
                    <StateBadge tone={user.disabled ? 'skipped' : user.mustChangePassword ? 'waiting' : 'ok'}>
                      {t(
                        user.disabled
                          ? 'people.disabled'
                          : user.mustChangePassword
                            ? 'people.newPasswordDue'
                            : 'people.active',
                      )}
                    </StateBadge>
                  </td>
                  <td className="secondary">{moment(user.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Pager shown={rows.length} total={data?.users.totalCount} pageInfo={data?.users.pageInfo} onMove={setAt} />
      {editing && <UserDialog user={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}
