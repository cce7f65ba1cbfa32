'use client';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { Problem } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  ProblemPartsFragmentDoc,
  SaveServiceRegistrationDocument,
  type SaveServiceRegistrationInput,
  SetServiceRegistrationStatusDocument,
  type SetServiceRegistrationStatusInput,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** Saves, enables and disables a registration, and keeps why something was refused. */
export function useRegistrationActions(title: string) {
  const { t } = useWords();
  const toast = useToast();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [saving, saveRegistration] = useMutation(SaveServiceRegistrationDocument);
  const [setting, setRegistrationStatus] = useMutation(SetServiceRegistrationStatusDocument);
  const settle = (error: Error | undefined, told: readonly Problem[]): boolean => {
    const refused = error ? [{ code: 'INTERNAL', message: error.message, remedy: null }] : told;
    setProblems(refused);
    if (refused.length === 0) toast('ok', t('services.saved', { name: title }));
    return refused.length === 0;
  };
  return {
    problems,
    busy: saving.fetching || setting.fetching,
    save: async (input: SaveServiceRegistrationInput) => {
      const { data, error } = await saveRegistration({ input });
      return settle(error, readFragment(ProblemPartsFragmentDoc, data?.saveServiceRegistration.problems ?? []));
    },
    setStatus: async (input: SetServiceRegistrationStatusInput) => {
      const { data, error } = await setRegistrationStatus({ input });
      return settle(error, readFragment(ProblemPartsFragmentDoc, data?.setServiceRegistrationStatus.problems ?? []));
    },
  };
}
