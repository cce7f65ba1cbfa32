'use client';
import Link from 'next/link';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState } from '../../components/placeholders.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useViewer } from '../session/viewer.tsx';
import { useNavigation } from './navigation.ts';
import { ROOTS } from './pages.ts';

/** A root that has no page for this person: what belongs there, and where to go instead. */
export function EmptyRoot({ id }: { id: string }) {
  const { t } = useWords();
  const entriesOf = useNavigation(useViewer().actions);
  const root = ROOTS.find((candidate) => candidate.id === id) ?? ROOTS[0];
  if (!root) return null;
  const pages = entriesOf(root);
  const hidden = root.pages.length > 0 && pages.length === 0;
  return (
    <>
      <PageHead title={t(root.label)} />
      <div className="page-body">
        <EmptyState
          icon={root.icon}
          title={hidden ? t('shell.noRight') : t('shell.nothingHere')}
          action={
            <Link className="button" href={pages[0]?.href ?? '/'}>
              {pages[0]?.text ?? t('shell.runs')}
            </Link>
          }
        >
          {hidden ? t('failure.askForRight') : t('shell.nothingHereHint')}
        </EmptyState>
      </div>
    </>
  );
}
