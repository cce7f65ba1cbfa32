'use client';

type CheckProps = {
  label: string;
  hint: string;
  checked: boolean;
  field: string;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

/** A yes or no, with what it means. */
export function CheckField({ label, hint, checked, field, disabled, onChange }: CheckProps) {
  return (
    <label className="check-field" data-field={field}>
      <input
        type="checkbox"
        className="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        data-testid={`node-${field}`}
      />
      <span>
        {label}
        <span className="hint">{hint}</span>
      </span>
    </label>
  );
}
