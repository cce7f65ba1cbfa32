'use client';
import { MapPinOff } from 'lucide-react';
import Link from 'next/link';
import { EmptyState } from '../components/placeholders.tsx';
import { useWords } from '../lib/language/language-provider.tsx';

export default function NotFound() {
  const { t } = useWords();
  return (
    <EmptyState
      icon={MapPinOff}
      title={t('shell.notFound')}
      action={
        <Link className="button" href="/">
          {t('shell.home')}
        </Link>
      }
    >
      {t('shell.notFoundHint')}
    </EmptyState>
  );
}
