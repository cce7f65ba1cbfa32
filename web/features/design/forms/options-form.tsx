'use client';
import { useWords } from '../../../lib/language/language-provider.tsx';
import { changeLink } from '../draft.ts';
import type { NodeFormProps } from '../node-form.tsx';

/** The options of a decision: the labels of the links that lead out of it. */
export function OptionsForm({ draft, node, onChange }: Pick<NodeFormProps, 'draft' | 'node' | 'onChange'>) {
  const { t } = useWords();
  const ways = draft.links.filter((link) => link.source === node.id);
  const nameOf = (id: string) => draft.nodes.find((one) => one.id === id)?.name ?? '';
  return (
    <div className="section" data-field="options">
      <h3>{t('design.options')}</h3>
      <p className="xs tertiary" style={{ marginBottom: 8 }}>
        {t(ways.length > 0 ? 'design.optionHint' : 'design.noOptions')}
      </p>
      {ways.length > 0 && (
        <div className="parameters">
          <span className="head">{t('design.option')}</span>
          <span className="head">{t('design.leadsTo')}</span>
          {ways.map((link) => (
            <div key={link.id} style={{ display: 'contents' }}>
              <span>
                <input
                  className="input small"
                  aria-label={t('design.optionTo', { name: nameOf(link.target) })}
                  value={link.label ?? ''}
                  onChange={(event) =>
                    onChange(
                      (present) => changeLink(present, link.id, { label: event.target.value || null }),
                      `${link.id} label`,
                    )
                  }
                  data-testid={`option-${nameOf(link.target)}`}
                />
              </span>
              <span className="clip">{nameOf(link.target)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
