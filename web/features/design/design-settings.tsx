'use client';
import { X } from 'lucide-react';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { CheckedExpression } from '../services/checked-expression.tsx';
import type { Draft } from './draft.ts';
import { CheckField } from './forms/check-field.tsx';
import { WordList } from './forms/word-list.tsx';
import { RoleTable } from './role-table.tsx';

type SettingsProps = {
  draft: Draft;
  editable: boolean;
  /** Whether it is a sub-process stays as it was once a version was deployed: others may run it. */
  typeLocked: boolean;
  onChange: (change: (draft: Draft) => Draft, merge?: string) => void;
  onClose: () => void;
};
type Settings = Omit<Draft, 'nodes' | 'links'>;

/** What is settled about an orchestration as a whole: names, root entity, who may change and use it. */
export function DesignSettings({ draft, editable, typeLocked, onChange, onClose }: SettingsProps) {
  const { t } = useWords();
  const set = (change: Partial<Settings>) =>
    onChange((present) => ({ ...present, ...change }), `settings ${Object.keys(change)}`);
  return (
    <aside className="side" style={{ width: 408 }} aria-label={t('design.settings')} data-testid="design-settings">
      <div className="section row">
        <h2 className="heading large">{t('design.settings')}</h2>
        <span className="grow" />
        <button type="button" className="icon-button small" aria-label={t('general.close')} onClick={onClose}>
          <X size={15} />
        </button>
      </div>
      <fieldset disabled={!editable} style={{ display: 'contents', border: 0 }}>
        <div className="section stack">
          <TextField name="name" label={t('field.name')} value={draft.name} onChange={(name) => set({ name })} />
          <TextField
            name="description"
            label={t('field.description')}
            value={draft.description}
            onChange={(description) => set({ description })}
          />
          <TextField
            name="group"
            label={t('field.group')}
            hint={t('design.groupHint')}
            value={draft.group}
            onChange={(group) => set({ group })}
          />
          <div data-field="rootEntity">
            <div className="field-label">{t('design.rootEntity')}</div>
            <CheckedExpression
              value={draft.rootEntity}
              onChange={(rootEntity) => set({ rootEntity })}
              rootEntity={null}
              label={t('design.rootEntity')}
              disabled={!editable}
              testId="settings-root-entity"
            />
          </div>
          <CheckField
            label={t('field.conflictCheck')}
            hint={t('design.conflictCheckHint')}
            checked={draft.conflictCheck}
            field="conflictCheck"
            onChange={(conflictCheck) => set({ conflictCheck })}
          />
          <CheckField
            label={t('field.isSubProcess')}
            hint={t(typeLocked ? 'design.subProcessLocked' : 'design.subProcessHint')}
            checked={draft.isSubProcess}
            disabled={typeLocked}
            field="isSubProcess"
            onChange={(isSubProcess) => set({ isSubProcess })}
          />
        </div>
        <div className="section">
          <h3>{t('field.authorisedPlugins')}</h3>
          <p className="xs tertiary">{t('design.authorisedPluginsHint')}</p>
          <WordList
            name="authorisedPlugins"
            words={draft.authorisedPlugins}
            editable={editable}
            onChange={(authorisedPlugins) => set({ authorisedPlugins })}
          />
        </div>
        <div className="section" data-field="mgmtRoles">
          <RoleTable roles={draft} editable={editable} onChange={set} />
        </div>
      </fieldset>
    </aside>
  );
}

type TextProps = { name: string; label: string; hint?: string; value: string; onChange: (value: string) => void };

function TextField({ name, label, hint, value, onChange }: TextProps) {
  return (
    <div data-field={name}>
      <Field label={label} hint={hint}>
        {(attributes) => (
          <input
            {...attributes}
            className="input"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            data-testid={`settings-${name}`}
          />
        )}
      </Field>
    </div>
  );
}
