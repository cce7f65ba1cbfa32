'use client';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ProblemPartsFragmentDoc, TrustSigningKeyDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** Asks for the public key of a maker of packages, and what to call it. */
export function TrustKeyDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useWords();
  const [{ fetching }, trust] = useMutation(TrustSigningKeyDocument);
  const [name, setName] = useState('');
  const [publicKey, setPublicKey] = useState('');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const submit = async () => {
    const answer = await trust({ input: { name, publicKey } });
    const refused = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.trustSigningKey.problems ?? []);
    setProblems(refused);
    if (refused.length === 0) onDone();
  };
  return (
    <Dialog
      title={t('trust.trustKey')}
      onClose={onClose}
      testId="trust-dialog"
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t('general.cancel')}
          </button>
          <button
            type="submit"
            form="trust-form"
            className="button primary"
            disabled={fetching || !name.trim() || !publicKey.trim()}
            data-testid="trust-submit"
          >
            {t('trust.trustKey')}
          </button>
        </>
      }
    >
      <form
        id="trust-form"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('trust.name')} hint={t('trust.nameHint')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input"
              value={name}
              maxLength={255}
              onChange={(event) => setName(event.target.value)}
              data-testid="trust-name"
            />
          )}
        </Field>
        <Field label={t('trust.publicKey')} hint={t('trust.publicKeyHint')}>
          {(attributes) => (
            <input
              {...attributes}
              className="input mono"
              value={publicKey}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setPublicKey(event.target.value)}
              data-testid="trust-public-key"
            />
          )}
        </Field>
        <ProblemList problems={problems} />
      </form>
    </Dialog>
  );
}
