'use client';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { ApplyDialog } from './apply-dialog.tsx';
import { OpenApplications } from './open-applications.tsx';
import { OwnApplications } from './own-applications.tsx';

/** The roles that a person asked for and, for who manages users, what others ask for. */
export function RoleApplicationsPage() {
  const { t } = useWords();
  const mayAnswer = useCan('user:manage');
  const [tab, setTab] = useState<'mine' | 'open'>('mine');
  const [applying, setApplying] = useState(false);
  const tabs = [
    { id: 'mine' as const, label: t('applications.mine') },
    { id: 'open' as const, label: t('applications.open') },
  ];
  return (
    <>
      <PageHead
        title={t('shell.roleApplications')}
        ruled={!mayAnswer}
        actions={
          <button
            type="button"
            className="button primary"
            onClick={() => setApplying(true)}
            data-testid="apply-for-roles"
          >
            <UserPlus size={15} aria-hidden="true" />
            {t('applications.apply')}
          </button>
        }
      />
      {mayAnswer && <Tabs label={t('shell.roleApplications')} tabs={tabs} selected={tab} onSelect={setTab} />}
      {tab === 'mine' ? <OwnApplications /> : <OpenApplications />}
      {applying && (
        <ApplyDialog
          onClose={() => setApplying(false)}
          onApplied={() => {
            setApplying(false);
            setTab('mine');
          }}
        />
      )}
    </>
  );
}
