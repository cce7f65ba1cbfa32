'use client';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { changeLink, type DesignLink, type Draft } from './draft.ts';

type LinkFormProps = {
  draft: Draft;
  link: DesignLink;
  editable: boolean;
  onChange: (change: (draft: Draft) => Draft, merge?: string) => void;
};

/** A link's label; out of a decision it is the option that leads this way. */
export function LinkForm({ draft, link, editable, onChange }: LinkFormProps) {
  const { t } = useWords();
  const isOption = draft.nodes.find((node) => node.id === link.source)?.type === 'DECISION';
  return (
    <fieldset disabled={!editable} style={{ display: 'contents', border: 0 }}>
      <div className="section" data-field="label">
        <Field
          label={t(isOption ? 'design.option' : 'field.label')}
          hint={isOption ? t('design.optionHint') : undefined}
        >
          {(attributes) => (
            <input
              {...attributes}
              className="input"
              data-field="name"
              value={link.label ?? ''}
              onChange={(event) =>
                onChange(
                  (present) => changeLink(present, link.id, { label: event.target.value || null }),
                  `${link.id} label`,
                )
              }
              data-testid="link-label"
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}
