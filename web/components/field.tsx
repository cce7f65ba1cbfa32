'use client';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';

type FieldProps = {
  label: string;
  hint?: ReactNode;
  problem?: string | null;
  end?: ReactNode;
  children: (attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode;
};

/** A labelled control with its hint or what is wrong with it. */
export function Field({ label, hint, problem, end, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <div className="label">
        <label htmlFor={id}>{label}</label>
        {end && <span className="push tertiary">{end}</span>}
      </div>
      {children({ id, 'aria-invalid': Boolean(problem), 'aria-describedby': `${id}-note` })}
      <div id={`${id}-note`}>
        {problem ? (
          <div className="problem" role="alert">
            <CircleAlert size={14} />
            {problem}
          </div>
        ) : (
          hint && <div className="hint">{hint}</div>
        )}
      </div>
    </div>
  );
}
