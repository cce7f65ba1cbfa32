'use client';
import Link from 'next/link';
import { CodeText } from '../../components/code-text.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { StateBadge, StateIcon } from '../../components/state.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { SyncAnswer } from './sync-menu.tsx';

type SyncDialogProps = {
  packageName: string;
  answer: SyncAnswer;
  busy: boolean;
  onTake: () => void;
  onClose: () => void;
};

/** What a plugin's model would change, attribute by attribute, and which orchestrations and services depend on what goes. */
export function SyncDialog({ packageName, answer, busy, onTake, onClose }: SyncDialogProps) {
  const { t } = useWords();
  const breaks = answer.uses.length + answer.hiddenUses > 0;
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t('general.cancel')}
      </button>
      <button
        type="button"
        className={`button ${breaks ? 'danger' : 'primary'}`}
        disabled={busy}
        onClick={onTake}
        data-testid="sync-apply"
      >
        {busy ? t('model.syncing') : t('model.takeModel')}
      </button>
    </>
  );
  return (
    <Dialog title={t('model.syncOf', { name: packageName })} onClose={onClose} foot={foot} wide testId="sync-dialog">
      <div className="stack">
        <p className="secondary">{t('model.notYetSaved')}</p>
        <Changes packageName={packageName} answer={answer} />
        <Uses answer={answer} />
      </div>
    </Dialog>
  );
}

function Changes({ packageName, answer }: Pick<SyncDialogProps, 'packageName' | 'answer'>) {
  const { t } = useWords();
  const lines = [
    ...answer.added.map((name) => ({ name, attribute: '', before: null, after: t('model.newEntity') })),
    ...answer.removed.map((name) => ({ name, attribute: '', before: t('model.goneEntity'), after: null })),
    ...answer.changed.flatMap((name) => {
      const own = answer.attributes.filter(({ entity }) => entity === name);
      if (own.length === 0) return [{ name, attribute: '', before: null, after: t('model.wordsOnly') }];
      return own.map(({ attribute, before, after }) => ({ name, attribute, before, after }));
    }),
  ];
  return (
    <table className="table compact" data-testid="sync-changes">
      <thead>
        <tr>
          <th>{t('objects.entity')}</th>
          <th>{t('model.attribute')}</th>
          <th>{t('model.before')}</th>
          <th>{t('model.after')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, attribute, before, after }) => (
          <tr key={`${name}.${attribute}`}>
            <td>
              <CodeText text={`${packageName}:${name}`} />
            </td>
            <td className="mono">{attribute}</td>
            <td className={before && !after ? 'failed-text' : 'secondary'}>{before ?? '–'}</td>
            <td>{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Uses({ answer: { uses, hiddenUses } }: Pick<SyncDialogProps, 'answer'>) {
  const { t } = useWords();
  if (uses.length + hiddenUses === 0) {
    return (
      <p className="row sm" data-testid="sync-uses">
        <StateIcon tone="ok" size={13} />
        {t('model.nothingUses')}
      </p>
    );
  }
  return (
    <section data-testid="sync-uses">
      <h3 className="row section-title">
        {t('model.uses')}
        <StateBadge tone="warning">{uses.length + hiddenUses}</StateBadge>
      </h3>
      <table className="table compact">
        <tbody>
          {uses.map((use) => (
            <tr key={`${use.subjectId} ${use.place} ${use.expression} ${use.entity}.${use.attribute}`}>
              <td>
                <Link href={hrefOf(use)}>
                  {use.version === null
                    ? use.name
                    : t('model.useVersion', { name: use.name, version: use.version ?? 0 })}
                </Link>
                {use.place && <span className="tertiary"> {use.place}</span>}
              </td>
              <td>
                <CodeText text={use.attribute ? `${use.entity}.${use.attribute}` : use.entity} />
              </td>
              <td className="secondary">
                <CodeText text={use.expression} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hiddenUses > 0 && <p className="sm tertiary">{t('model.hiddenUses', { count: hiddenUses })}</p>}
    </section>
  );
}

const hrefOf = ({ kind, subjectId }: SyncAnswer['uses'][number]) =>
  kind === 'SERVICE' ? `/collaborate/services/${subjectId}` : `/collaborate/orchestrations/${subjectId}`;
