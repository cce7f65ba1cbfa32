'use client';
import { useWords } from '../../lib/language/language-provider.tsx';
import { MappingEditor } from './mapping-editor.tsx';
import type { DraftParameter } from './registration-draft.ts';

const MAPPINGS = {
  inputs: ['entity', 'constant', 'system_variable', 'context', 'object'],
  outputs: ['context', 'entity', 'assign'],
} as const;

type TableProps = {
  kind: keyof typeof MAPPINGS;
  parameters: readonly DraftParameter[];
  shapes: readonly string[];
  rootEntity: string | null;
  editable: boolean;
  onChange: (parameters: DraftParameter[]) => void;
};

/** Where each input comes from and where each output goes; every cell is reached by the keyboard. */
export function ParameterTable({ kind, parameters, shapes, rootEntity, editable, onChange }: TableProps) {
  const { t } = useWords();
  const set = (name: string, change: Partial<DraftParameter>) =>
    onChange(parameters.map((one) => (one.name === name ? { ...one, ...change, edited: true } : one)));
  const isInput = kind === 'inputs';
  return (
    <section className="parameter-section">
      <h3 className="section-title">{t(isInput ? 'manifest.inputs' : 'manifest.outputs')}</h3>
      {parameters.length === 0 && <p className="sm tertiary">{t('general.none')}</p>}
      {parameters.length > 0 && (
        <table className="table parameter-table" data-testid={`${kind}-table`}>
          <thead>
            <tr>
              <th style={{ width: 200 }}>{t('services.parameter')}</th>
              <th style={{ width: 70 }}>{t('services.type')}</th>
              <th style={{ width: 150 }}>{t('services.mapping')}</th>
              <th>{t('services.value')}</th>
              {isInput && <th style={{ width: 84 }}>{t('services.required')}</th>}
              <th style={{ width: 64 }}>{t('services.sensitive')}</th>
              {isInput && <th style={{ width: 64 }}>{t('services.multiple')}</th>}
            </tr>
          </thead>
          <tbody>
            {parameters.map((one) => (
              <tr key={one.name} data-testid={`parameter-${one.name}`}>
                <td className="mono" title={one.description || one.name}>
                  {one.name}
                  {one.edited && <span className="dot edited" title={t('services.edited')} />}
                </td>
                <td className="sm secondary">{one.dataType}</td>
                <td>
                  <select
                    className="input small"
                    aria-label={t('services.mappingOf', { name: one.name })}
                    value={one.mappingType}
                    disabled={!editable}
                    onChange={(event) => set(one.name, { mappingType: event.target.value })}
                    data-testid={`mapping-${one.name}`}
                  >
                    {choicesFor(one, MAPPINGS[kind]).map((mapping) => (
                      <option key={mapping} value={mapping}>
                        {isKnown(mapping) ? t(`serviceMapping.${mapping}`) : mapping}
                      </option>
                    ))}
                  </select>
                </td>
                <td className="mapping-cell">
                  <MappingEditor
                    one={one}
                    shapes={shapes}
                    rootEntity={rootEntity}
                    editable={editable}
                    isOutput={!isInput}
                    onChange={(change) => set(one.name, change)}
                  />
                </td>
                {(isInput ? (['required', 'sensitive', 'multiple'] as const) : (['sensitive'] as const)).map((flag) => (
                  <td key={flag}>
                    <input
                      type="checkbox"
                      className="checkbox"
                      aria-label={t(`services.${flag}Of`, { name: one.name })}
                      checked={one[flag]}
                      disabled={!editable}
                      onChange={(event) => set(one.name, { [flag]: event.target.checked })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

type Known = (typeof MAPPINGS)[keyof typeof MAPPINGS][number];
const isKnown = (mapping: string): mapping is Known =>
  [...MAPPINGS.inputs, ...MAPPINGS.outputs].some((one) => one === mapping);

/** Objects are built for parameters of that type only; what a file brought and nobody knows stays to be seen. */
function choicesFor(one: DraftParameter, known: readonly string[]): string[] {
  const fitting = known.filter((mapping) => mapping !== 'object' || one.dataType === 'object');
  return fitting.includes(one.mappingType) ? fitting : [...fitting, one.mappingType];
}
