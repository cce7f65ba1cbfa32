'use client';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../lib/language/language-provider.tsx';
import { shortenId } from '../lib/time/format-time.ts';

/** A long id, shortened, that copies itself whole. */
export function CopyId({ id, testId }: { id: string; testId?: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(id);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <button
      type="button"
      className="copy-id"
      title={id}
      aria-label={t('general.copy', { what: id })}
      onClick={copy}
      data-testid={testId}
      data-id={id}
    >
      {shortenId(id)}
      {copied ? <Check size={12} /> : <Copy size={12} />}
    </button>
  );
}
