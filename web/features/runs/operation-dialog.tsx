'use client';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import type { OperationKind } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useOperate } from './use-operate.ts';

type OperationDialogProps = {
  run: { id: string; version: number };
  operation: OperationKind;
  nodeId?: string;
  onClose: () => void;
};

/** Asks before an operation that cannot be taken back, with the reason that goes into the audit. */
export function OperationDialog({ run, operation, nodeId, onClose }: OperationDialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const { operate, busy } = useOperate(run);
  const confirm = async () => {
    if (await operate({ operation, nodeId: nodeId ?? null, reason: reason.trim() || null })) onClose();
  };
  return (
    <ConfirmDialog
      title={t(`operation.${operation}.title`)}
      action={t(`operation.${operation}`)}
      danger={operation === 'TERMINATE'}
      busy={busy}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`operation.${operation}.what`)}</p>
      <Field label={t('operation.reason')} hint={t('operation.reasonHint')}>
        {(attributes) => (
          <textarea
            {...attributes}
            className="input"
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            data-testid="operation-reason"
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
