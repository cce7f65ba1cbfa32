'use client';
import Link from 'next/link';
import { useState } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { type PackageRowFragment, PackageRowFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { shortenId } from '../../lib/time/format-time.ts';
import { ActivateDialog } from './activate-dialog.tsx';
import { PackageBadge } from './package-badge.tsx';
import { SignatureMark } from './signature-mark.tsx';

/** Every version of a name: which is in use, and the way back to a former one. */
export function VersionsTab({
  versions,
  mayUse,
}: {
  versions: readonly FragmentType<typeof PackageRowFragmentDoc>[];
  mayUse: boolean;
}) {
  const { t, moment } = useWords();
  const [chosen, setChosen] = useState<PackageRowFragment | null>(null);
  const rows = readFragment(PackageRowFragmentDoc, versions);
  const present = rows.find(({ active }) => active);
  const presentAt = present ? rows.indexOf(present) : -1;
  return (
    <>
      <table className="table" data-testid="version-table">
        <thead>
          <tr>
            <th style={{ width: 120 }}>{t('packages.version')}</th>
            <th style={{ width: 150 }}>{t('packages.state')}</th>
            <th>{t('versions.registered')}</th>
            <th>{t('package.digest')}</th>
            <th>{t('package.signature')}</th>
            <th className="number" style={{ width: 64 }}>
              {t('packages.running')}
            </th>
            <th style={{ width: 150 }} aria-label={t('versions.use')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id} data-testid={`version-${row.version}`} data-active={row.active}>
              <td className="mono">
                <Link href={`/collaborate/packages/${row.id}?tab=versions`}>{row.version}</Link>
              </td>
              <td>
                <PackageBadge one={row} />
              </td>
              <td className="sm secondary">{row.registeredAt ? moment(row.registeredAt) : ''}</td>
              <td className="mono sm" title={row.digest}>
                {shortenId(row.digest)}
              </td>
              <td>
                <SignatureMark signature={row.signature} />
              </td>
              <td className="number">{row.instances.length}</td>
              <td>
                {row.active && <span className="sm secondary">{t('versions.inUse')}</span>}
                {!row.active && row.status === 'REGISTERED' && mayUse && (
                  <button
                    type="button"
                    className="button small"
                    onClick={() => setChosen(row)}
                    data-testid={`use-${row.version}`}
                  >
                    {t(presentAt >= 0 && at > presentAt ? 'versions.rollBack' : 'versions.use')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen && (
        <ActivateDialog
          chosen={chosen}
          present={present ?? null}
          older={presentAt >= 0 && rows.indexOf(chosen) > presentAt}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
