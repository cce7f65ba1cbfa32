'use client';
import { Field } from '../../../components/field.tsx';

type NumberProps = {
  label: string;
  hint?: string;
  value: number | null;
  least?: number;
  most?: number;
  placeholder?: string;
  field: string;
  onChange: (value: number | null) => void;
};

/** A whole number; empty where that means something. */
export function NumberField({ label, hint, value, least = 1, most, placeholder, field, onChange }: NumberProps) {
  return (
    <div data-field={field} className="grow">
      <Field label={label} hint={hint}>
        {(attributes) => (
          <input
            {...attributes}
            className="input"
            type="number"
            inputMode="numeric"
            min={least}
            max={most}
            placeholder={placeholder}
            value={value ?? ''}
            onChange={(event) => onChange(event.target.value === '' ? null : Math.trunc(Number(event.target.value)))}
            data-testid={`node-${field}`}
          />
        )}
      </Field>
    </div>
  );
}
