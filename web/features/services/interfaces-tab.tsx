'use client';
import { Copy, Plus, Trash2 } from 'lucide-react';
import { Menu } from '../../components/menu.tsx';
import { StateIcon } from '../../components/state.tsx';
import type { RegistrationPartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { Finding } from './finding-list.tsx';
import { InterfaceForm } from './interface-form.tsx';
import { type Draft, type DraftInterface, splitTarget, withCopy, withInterface } from './registration-draft.ts';

type InterfacesProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  editable: boolean;
  findings: readonly Finding[];
  offered: RegistrationPartsFragment['offered'];
  /** Whether interfaces may be taken out; those of a manifest are switched off instead. */
  removable: boolean;
  selected: string | null;
  onSelect: (action: string) => void;
};

/** The services of a registration at the left, the chosen one's mappings at the right. */
export function InterfacesTab(props: InterfacesProps) {
  const { draft, onChange, editable, findings, selected, onSelect } = props;
  const { t } = useWords();
  const shown = draft.interfaces.find(({ action }) => action === selected) ?? draft.interfaces[0];
  const add = (action: string) => {
    const next = withCopy(draft, action);
    onChange(next.draft);
    onSelect(next.action);
  };
  const remove = (action: string) => {
    onChange({ ...draft, interfaces: draft.interfaces.filter((one) => one.action !== action) });
    onSelect('');
  };
  const blocked = new Set(findings.flatMap(({ level, action }) => (level === 'ERROR' && action ? [action] : [])));
  const declared = new Set(props.offered.map(({ action }) => action));
  const mayRemove = shown && editable && (props.removable || !declared.has(shown.action));
  return (
    <div className="split grow">
      <nav className="interface-list scroll" aria-label={t('services.interfaces')} data-testid="interface-list">
        {draft.interfaces.map((one) => (
          <button
            key={one.action}
            type="button"
            aria-current={one === shown}
            onClick={() => onSelect(one.action)}
            data-testid={`interface-${one.action}`}
          >
            <StateIcon tone={toneOf(one, blocked)} size={13} />
            <span className="mono clip grow">{one.action}</span>
            {[...one.inputs, ...one.outputs].some(({ edited }) => edited) && (
              <span className="dot edited" title={t('services.edited')} />
            )}
          </button>
        ))}
        {editable && shown && (
          <div className="row interface-actions">
            <button
              type="button"
              className="button small"
              onClick={() => add(shown.action)}
              data-testid="copy-interface"
            >
              <Copy size={13} aria-hidden="true" />
              {t('services.copyInterface')}
            </button>
            {mayRemove && (
              <button
                type="button"
                className="icon-button small"
                aria-label={t('services.removeInterface', { name: shown.action })}
                onClick={() => remove(shown.action)}
                data-testid="remove-interface"
              >
                <Trash2 size={14} />
              </button>
            )}
          </div>
        )}
        {editable && <AddMenu {...props} />}
      </nav>
      <section className="column grow scroll interface-form" style={{ background: 'var(--surface)' }}>
        {shown ? (
          <InterfaceForm
            key={shown.copyOf ? `copy of ${shown.copyOf}` : shown.action}
            one={shown}
            shapes={draft.shapes.map(({ name }) => name)}
            rootEntity={splitTarget(draft.target).targetEntity || null}
            editable={editable}
            onChange={(change) => {
              onChange(withInterface(draft, shown.action, change));
              if (change.action !== undefined) onSelect(change.action);
            }}
          />
        ) : (
          <p className="sm tertiary" style={{ padding: 16 }}>
            {t('services.noInterfaces')}
          </p>
        )}
      </section>
    </div>
  );
}

function toneOf(one: DraftInterface, blocked: ReadonlySet<string>) {
  if (one.switchedOff) return 'skipped';
  if (blocked.has(one.action)) return 'failed';
  return one.enabled ? 'ok' : 'waiting';
}

/** Interfaces of the plugin that the registration lacks. */
function AddMenu({ draft, offered, onChange, onSelect }: InterfacesProps) {
  const { t } = useWords();
  const missing = offered.filter(({ action }) => draft.interfaces.every((one) => one.action !== action));
  if (missing.length === 0) return null;
  const add = ({ action, path, description }: (typeof missing)[number]) => {
    const fresh: DraftInterface = {
      ...{ action, copyOf: action, path, description, httpMethod: '', isAsync: false, enabled: false, filterRule: '' },
      ...{ idempotency: 'UNSAFE', switchedOff: false, inputs: [], outputs: [] },
    };
    onChange({ ...draft, interfaces: [...draft.interfaces, fresh] });
    onSelect(action);
  };
  return (
    <Menu
      label={t('services.addInterface')}
      className="button small"
      side="left"
      trigger={
        <>
          <Plus size={13} aria-hidden="true" />
          {t('services.addInterface')}
        </>
      }
    >
      {(close) =>
        missing.map((one) => (
          <button
            key={one.action}
            type="button"
            role="menuitem"
            onClick={() => {
              close();
              add(one);
            }}
          >
            <span className="mono">{one.action}</span>
          </button>
        ))
      }
    </Menu>
  );
}
