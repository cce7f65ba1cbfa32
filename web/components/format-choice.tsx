'use client';
import { useWords } from '../lib/language/language-provider.tsx';

type FormatChoiceProps<Format extends string> = {
  value: Format;
  onChange: (format: Format) => void;
  choices: readonly { format: Format; label: string; what: string }[];
};

/** In which of several forms a file is written, each with what it is good for. */
export function FormatChoice<Format extends string>({ value, onChange, choices }: FormatChoiceProps<Format>) {
  const { t } = useWords();
  return (
    <fieldset className="choices">
      <legend className="field-label">{t('general.format')}</legend>
      {choices.map(({ format, label, what }) => (
        <label key={format} className="choice" style={{ alignItems: 'flex-start' }} data-testid={`format-${format}`}>
          <input type="radio" name="format" checked={value === format} onChange={() => onChange(format)} />
          <span>
            <span className="medium">{label}</span>
            <span className="sm tertiary" style={{ display: 'block' }}>
              {what}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
