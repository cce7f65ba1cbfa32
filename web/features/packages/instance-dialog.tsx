'use client';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { useToast } from '../../components/toasts.tsx';
import { InstanceBelongingsDocument, type InstancePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { type Drops, type InstanceAction, useInstanceAction } from './instance-actions.ts';

type InstanceDialogProps = { instance: InstancePartsFragment; action: InstanceAction; onClose: () => void };

/** Says what an action on an instance will do, and asks; a removal also asks what shall stay. */
export function InstanceDialog({ instance, action, onClose }: InstanceDialogProps) {
  const { t } = useWords();
  const toast = useToast();
  const { act, problems, busy } = useInstanceAction(instance.id);
  const [drops, setDrops] = useState<Drops>({ dropDatabase: false, dropBucket: false });
  const { name } = instance;
  const confirm = async () => {
    if (!(await act(action, drops))) return;
    toast('ok', t(`instances.done.${action}`, { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(`instances.${action}Of`, { name })}
      action={t(`instances.${action}`)}
      danger={action === 'remove'}
      busy={busy}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`instances.${action}What`)}</p>
      {action === 'remove' && <WhatStays id={instance.id} drops={drops} onChange={setDrops} />}
      <ProblemList problems={problems} />
    </ConfirmDialog>
  );
}

/** Schema and bucket stay unless a person says otherwise; only with the last instance may they go. */
function WhatStays({ id, drops, onChange }: { id: string; drops: Drops; onChange: (drops: Drops) => void }) {
  const { t } = useWords();
  const [{ data }] = useQuery({
    query: InstanceBelongingsDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const found = data?.instance?.belongings;
  if (!found || (!found.schema && !found.bucket)) return null;
  if (!found.isLast) return <p className="note">{t('instances.othersUse')}</p>;
  const choices = [
    { key: 'dropDatabase', what: found.schema, keep: 'instances.keepSchema', drop: 'instances.dropSchema' },
    { key: 'dropBucket', what: found.bucket, keep: 'instances.keepBucket', drop: 'instances.dropBucket' },
  ] as const;
  return choices.map(
    ({ key, what, keep, drop }) =>
      what && (
        <fieldset key={key} className="choices" data-testid={`choice-${key}`}>
          {[false, true].map((dropped) => (
            <label key={String(dropped)} className="choice">
              <input
                type="radio"
                name={key}
                checked={drops[key] === dropped}
                onChange={() => onChange({ ...drops, [key]: dropped })}
                data-testid={`${key}-${dropped}`}
              />
              <span className={`grow ${dropped ? 'failed-text' : ''}`}>{t(dropped ? drop : keep, { name: what })}</span>
            </label>
          ))}
        </fieldset>
      ),
  );
}
