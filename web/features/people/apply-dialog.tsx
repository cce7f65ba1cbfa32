'use client';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  ApplicableRolesDocument,
  ApplyForRolesDocument,
  ProblemPartsFragmentDoc,
  RolePartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type ApplyDialogProps = { onClose: () => void; onApplied: () => void };

/** Asks for roles; what a person holds or has asked for is not offered. */
export function ApplyDialog({ onClose, onApplied }: ApplyDialogProps) {
  const { t, label } = useWords();
  const toast = useToast();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ data }] = useQuery({ query: ApplicableRolesDocument, requestPolicy: 'cache-and-network' });
  const [applying, apply] = useMutation(ApplyForRolesDocument);
  const roles = readFragment(RolePartsFragmentDoc, data?.applicableRoles ?? []);
  const submit = async () => {
    const { data: answer, error } = await apply({ input: { roleIds: [...chosen] } });
    const refused: readonly Problem[] = error
      ? [{ code: 'INTERNAL', message: error.graphQLErrors[0]?.message ?? t('failure.unreachable'), remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, answer?.applyForRoles.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return;
    toast('ok', t('applications.sent'));
    onApplied();
  };
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <ConfirmDialog
      title={t('applications.apply')}
      action={t('applications.send')}
      busy={applying.fetching || chosen.length === 0}
      onConfirm={submit}
      onClose={onClose}
    >
      {data && roles.length === 0 && <p className="secondary">{t('applications.nothingLeft')}</p>}
      {roles.length > 0 && (
        <fieldset className="choices">
          <legend className="field-label">{t('applications.choose')}</legend>
          {roles.map((role) => (
            <label key={role.id} className="choice" data-testid={`apply-${role.name}`}>
              <input
                type="checkbox"
                className="checkbox"
                checked={chosen.includes(role.id)}
                onChange={() => toggle(role.id)}
              />
              <span className="grow">
                <span className="medium">{label(role.label)}</span>
                <span className="sm tertiary block mono clip" title={role.actions.join(', ')}>
                  {role.actions.join(', ')}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
