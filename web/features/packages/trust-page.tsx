'use client';
import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CopyId } from '../../components/copy-id.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  DistrustSigningKeyDocument,
  PackageTrustDocument,
  SetPackagePolicyDocument,
  type TrustPartsFragment,
  TrustPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';
import { TrustKeyDialog } from './trust-key-dialog.tsx';

type Key = TrustPartsFragment['keys'][number];
type Asked = { kind: 'trust' } | { kind: 'distrust'; key: Key } | { kind: 'policy' };

/** Whose signatures count, and whether packages need one. */
export function TrustPage() {
  const { t } = useWords();
  const mayChange = useCan('package:trust');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [{ data, error }, refetch] = useLiveQuery({ query: PackageTrustDocument, variables: {} });
  const [distrusting, distrust] = useMutation(DistrustSigningKeyDocument);
  const [changing, setPolicy] = useMutation(SetPackagePolicyDocument);
  const trust = readFragment(TrustPartsFragmentDoc, data?.packageTrust);
  const done = () => {
    setAsked(null);
    refetch({ requestPolicy: 'network-only' });
  };
  return (
    <>
      <PageHead
        title={t('shell.packageTrust')}
        actions={
          mayChange && (
            <button
              type="button"
              className="button primary"
              onClick={() => setAsked({ kind: 'trust' })}
              data-testid="trust-key"
            >
              <Plus size={15} aria-hidden="true" />
              {t('trust.trustKey')}
            </button>
          )
        }
      />
      {error && !data && (
        <Failure error={error} what={t('trust.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!trust && !error && <SkeletonRows />}
      {trust && (
        <div className="scroll grow">
          <Policy trust={trust} onChange={mayChange ? () => setAsked({ kind: 'policy' }) : undefined} />
          <Keys keys={trust.keys} onDistrust={mayChange ? (key) => setAsked({ kind: 'distrust', key }) : undefined} />
        </div>
      )}
      {asked?.kind === 'trust' && <TrustKeyDialog onClose={() => setAsked(null)} onDone={done} />}
      {asked?.kind === 'distrust' && (
        <ConfirmDialog
          title={t('trust.distrustTitle', { name: asked.key.name })}
          action={t('trust.distrust')}
          danger
          busy={distrusting.fetching}
          onConfirm={() => void distrust({ input: { id: asked.key.id } }).then(done)}
          onClose={() => setAsked(null)}
        >
          <p>{t('trust.distrustWhat')}</p>
        </ConfirmDialog>
      )}
      {asked?.kind === 'policy' && trust && (
        <ConfirmDialog
          title={t(trust.requireSignature ? 'trust.allowTitle' : 'trust.requireTitle')}
          action={t(trust.requireSignature ? 'trust.allow' : 'trust.require')}
          busy={changing.fetching}
          onConfirm={() => void setPolicy({ input: { requireSignature: !trust.requireSignature } }).then(done)}
          onClose={() => setAsked(null)}
        >
          <p>{t(trust.requireSignature ? 'trust.allowWhat' : 'trust.requireWhat')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Policy({ trust, onChange }: { trust: TrustPartsFragment; onChange: (() => void) | undefined }) {
  const { t } = useWords();
  const strict = trust.requireSignature;
  return (
    <div className="section row" data-testid="package-policy" data-strict={strict}>
      <StateBadge tone={strict ? 'ok' : 'warning'}>{t(strict ? 'trust.strict' : 'trust.open')}</StateBadge>
      <span className="secondary grow">{t(strict ? 'trust.strictHint' : 'trust.openHint')}</span>
      {onChange && (
        <button type="button" className="button small" onClick={onChange} data-testid="change-policy">
          {t(strict ? 'trust.allow' : 'trust.require')}
        </button>
      )}
    </div>
  );
}

function Keys({ keys, onDistrust }: { keys: readonly Key[]; onDistrust: ((key: Key) => void) | undefined }) {
  const { t, moment } = useWords();
  if (keys.length === 0)
    return (
      <EmptyState icon={KeyRound} title={t('trust.none')}>
        {t('trust.noneHint')}
      </EmptyState>
    );
  return (
    <table className="table" data-testid="key-table">
      <thead>
        <tr>
          <th>{t('trust.name')}</th>
          <th style={{ width: 170 }}>{t('trust.keyId')}</th>
          <th>{t('trust.publicKey')}</th>
          <th>{t('trust.since')}</th>
          <th style={{ width: 64 }} aria-label={t('trust.distrust')} />
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id} data-testid={`key-${key.id}`}>
            <td className="medium">{key.name}</td>
            <td className="mono">{key.id}</td>
            <td>
              <CopyId id={key.publicKey} />
            </td>
            <td className="sm secondary">{t('general.by', { when: moment(key.trustedAt), who: key.trustedBy })}</td>
            <td>
              {onDistrust && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('trust.distrust')}
                  onClick={() => onDistrust(key)}
                  data-testid={`distrust-${key.id}`}
                >
                  <Trash2 size={15} />
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
