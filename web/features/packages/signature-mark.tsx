'use client';
import { StateBadge, type Tone } from '../../components/state.tsx';
import type { PackageRowFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type Signature = PackageRowFragment['signature'];
const TONES: Record<Signature['state'], Tone> = {
  TRUSTED: 'ok',
  UNKNOWN_KEY: 'warning',
  UNSIGNED: 'skipped',
};

/** Whether somebody vouches for a package, and who. */
export function SignatureMark({ signature: { state, keyId, keyName, publicKey } }: { signature: Signature }) {
  const { t } = useWords();
  return (
    <span title={publicKey ?? t('signature.unsignedHint')} data-testid="package-signature" data-state={state}>
      <StateBadge tone={TONES[state]}>{t(`signature.${state}`, { name: keyName ?? '', key: keyId ?? '' })}</StateBadge>
    </span>
  );
}
