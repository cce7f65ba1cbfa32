'use client';
import { Package } from 'lucide-react';
import { EmptyState } from '../../components/placeholders.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';

export function NoPackageChosen() {
  const { t } = useWords();
  return (
    <EmptyState icon={Package} title={t('packages.chooseOne')}>
      {t('packages.chooseOneHint')}
    </EmptyState>
  );
}
