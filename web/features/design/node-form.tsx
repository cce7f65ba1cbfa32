'use client';
import { type ReactNode, useState } from 'react';
import { Field } from '../../components/field.tsx';
import type { ServicePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { changeNode, type DesignNode, type Draft } from './draft.ts';
import { CallsForm } from './forms/calls-form.tsx';
import { ChildForm } from './forms/child-form.tsx';
import { NodeParameters } from './forms/node-parameters.tsx';
import { ObjectsForm } from './forms/objects-form.tsx';
import { OptionsForm } from './forms/options-form.tsx';
import { ServiceChoice } from './forms/service-choice.tsx';
import { DateForm, SpanForm } from './forms/time-forms.tsx';
import { TimeoutField } from './forms/timeout-field.tsx';
import { WritesForm } from './forms/writes-form.tsx';

type Change = (change: (draft: Draft) => Draft, merge?: string) => void;
export type SetNode = (change: Partial<DesignNode>, field: string) => void;
export type NodeFormProps = {
  draft: Draft;
  node: DesignNode;
  services: readonly ServicePartsFragment[];
  editable: boolean;
  onChange: Change;
};
export type PartProps = Omit<NodeFormProps, 'onChange'> & { set: SetNode };

/** The form of one node; what it asks follows from its type and, where it calls one, from its service. */
export function NodeForm({ onChange, ...props }: NodeFormProps) {
  const { t } = useWords();
  const { node, editable } = props;
  const set: SetNode = (change, field) =>
    onChange((present) => changeNode(present, node.id, change), `${node.id} ${field}`);
  return (
    <fieldset disabled={!editable} style={{ display: 'contents', border: 0 }}>
      <div className="section stack">
        <div data-field="name">
          <Field label={t('design.nodeName')}>
            {(attributes) => (
              <input
                {...attributes}
                className="input"
                value={node.name}
                onChange={(event) => set({ name: event.target.value }, 'name')}
                data-testid="node-name"
              />
            )}
          </Field>
        </div>
        <div data-field="description">
          <Field label={t('field.description')}>
            {(attributes) => (
              <input
                {...attributes}
                className="input"
                value={node.description}
                placeholder={t('design.descriptionHint')}
                onChange={(event) => set({ description: event.target.value }, 'description')}
                data-testid="node-description"
              />
            )}
          </Field>
        </div>
      </div>
      <PartsOf {...props} set={set} onChange={onChange} />
    </fieldset>
  );
}

function PartsOf({ onChange, ...part }: PartProps & { onChange: Change }): ReactNode {
  const [resultEntity, setResultEntity] = useState<string | null>(null);
  switch (part.node.type) {
    case 'AUTOMATIC':
    case 'HUMAN':
      return (
        <>
          <ObjectsForm {...part} onResult={setResultEntity} />
          <ServiceChoice {...part} resultEntity={resultEntity} />
          <NodeParameters {...part} resultEntity={resultEntity} />
          <CallsForm {...part} />
        </>
      );
    case 'SUB_PROCESS':
      return (
        <>
          <ObjectsForm {...part} onResult={setResultEntity} />
          <ChildForm {...part} resultEntity={resultEntity} />
        </>
      );
    case 'DATA':
      return (
        <>
          <WritesForm {...part} />
          <div className="section">
            <TimeoutField {...part} />
          </div>
        </>
      );
    case 'DECISION':
      return <OptionsForm {...part} onChange={onChange} />;
    case 'TIME_INTERVAL':
      return <SpanForm {...part} />;
    case 'DATE':
      return <DateForm {...part} />;
    default:
      return null;
  }
}
