'use client';
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { LaunchPreviewDocument, ProblemPartsFragmentDoc, ScalePackageDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { HostLine } from './host-choice.tsx';

const MOST = 50;
type ScaleDialogProps = { packageId: string; name: string; present: number; onClose: () => void };

/** How many instances there shall be, and which hosts may take the new ones. */
export function ScaleDialog({ packageId, name, present, onClose }: ScaleDialogProps) {
  const { t } = useWords();
  const [wanted, setWanted] = useState(present);
  const [hosts, setHosts] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ fetching }, scale] = useMutation(ScalePackageDocument);
  const [{ data }] = useQuery({
    query: LaunchPreviewDocument,
    variables: { input: { packageId } },
    requestPolicy: 'cache-and-network',
  });
  const set = (count: number) => setWanted(Math.min(MOST, Math.max(0, Number.isNaN(count) ? 0 : count)));
  const confirm = async () => {
    const answer = await scale({ input: { packageId, instances: wanted, hosts: [...hosts] } });
    const refused = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.scalePackage.problems ?? []);
    setProblems(refused);
    if (refused.length === 0) onClose();
  };
  return (
    <ConfirmDialog
      title={t('scale.title', { name })}
      action={t('scale.confirm')}
      danger={wanted < present}
      busy={fetching || wanted === present}
      onConfirm={confirm}
      onClose={onClose}
    >
      <div className="row" style={{ gap: 10 }}>
        <button type="button" className="icon-button" aria-label={t('scale.fewer')} onClick={() => set(wanted - 1)}>
          <Minus size={15} />
        </button>
        <input
          className="input number"
          style={{ width: 64, textAlign: 'center' }}
          inputMode="numeric"
          aria-label={t('scale.instances')}
          value={wanted}
          onChange={(event) => set(Number(event.target.value))}
          data-testid="scale-instances"
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t('scale.more')}
          onClick={() => set(wanted + 1)}
          data-testid="scale-more"
        >
          <Plus size={15} />
        </button>
        <span className="secondary sm" aria-live="polite">
          {wanted === present
            ? t('scale.same', { count: present })
            : wanted > present
              ? t('scale.up', { count: wanted - present })
              : t('scale.down', { count: present - wanted })}
        </span>
      </div>
      {wanted > present && (
        <fieldset className="choices">
          <legend className="field-label">{t('scale.hosts')}</legend>
          {(data?.launchPreview.hosts ?? []).map((host) => (
            <label key={host.id} className="choice">
              <input
                type="checkbox"
                disabled={host.refusal !== null}
                checked={hosts.includes(host.id)}
                onChange={(event) =>
                  setHosts(event.target.checked ? [...hosts, host.id] : hosts.filter((id) => id !== host.id))
                }
              />
              <HostLine host={host} />
            </label>
          ))}
          <p className="sm tertiary">{t('scale.hostsHint')}</p>
        </fieldset>
      )}
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}
