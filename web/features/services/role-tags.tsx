'use client';
import { useWords } from '../../lib/language/language-provider.tsx';

const MOST = 3;

/** The roles of a registration, each once; everybody when it names none. */
export function RoleTags({ roles }: { roles: readonly { permission: string; role: string }[] }) {
  const { t } = useWords();
  const names = [...new Set(roles.map(({ role }) => role))];
  if (names.length === 0) return <span className="tertiary">{t('services.everybody')}</span>;
  return (
    <span title={names.join(', ')}>
      {names.slice(0, MOST).map((name) => (
        <span key={name} className="tag" style={{ marginRight: 4 }}>
          {name}
        </span>
      ))}
      {names.length > MOST && <span className="sm tertiary">+{names.length - MOST}</span>}
    </span>
  );
}
