'use client';
import { useId } from 'react';
import { useQuery } from 'urql';
import { ServiceVariableNamesDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { CheckedExpression } from './checked-expression.tsx';
import type { DraftParameter } from './registration-draft.ts';

type MappingProps = {
  one: DraftParameter;
  shapes: readonly string[];
  rootEntity: string | null;
  editable: boolean;
  isOutput: boolean;
  onChange: (change: Partial<DraftParameter>) => void;
};

/** What the chosen mapping takes: an expression, a constant, a variable, a shape, or nothing. */
export function MappingEditor({ one, shapes, rootEntity, editable, isOutput, onChange }: MappingProps) {
  const { t } = useWords();
  const expression = (label: string) => (
    <CheckedExpression
      value={one.mappingEntityExpression}
      onChange={(mappingEntityExpression) => onChange({ mappingEntityExpression })}
      rootEntity={rootEntity}
      label={label}
      placeholder={rootEntity ?? ''}
      disabled={!editable}
      testId={`expression-${one.name}`}
    />
  );
  const constant = (
    <input
      className="input small mono"
      aria-label={t('services.constantOf', { name: one.name })}
      type={one.sensitive ? 'password' : 'text'}
      autoComplete="off"
      value={one.mappingValue}
      disabled={!editable}
      placeholder={t('services.givenByNode')}
      onChange={(event) => onChange({ mappingValue: event.target.value })}
      data-testid={`constant-${one.name}`}
    />
  );
  switch (one.mappingType) {
    case 'entity':
      return (
        <>
          {one.dataType === 'object' && (
            <ShapeChoice one={one} shapes={shapes} editable={editable} onChange={onChange} />
          )}
          {expression(t('services.expressionOf', { name: one.name }))}
        </>
      );
    case 'object':
      return <ShapeChoice one={one} shapes={shapes} editable={editable} onChange={onChange} />;
    case 'system_variable':
      return (
        <VariableField
          label={t('services.variableOf', { name: one.name })}
          value={one.mappingSystemVariableName}
          editable={editable}
          onChange={(mappingSystemVariableName) => onChange({ mappingSystemVariableName })}
        />
      );
    case 'assign':
      return (
        <>
          {expression(t('services.expressionOf', { name: one.name }))}
          {constant}
        </>
      );
    case 'constant':
      return constant;
    default:
      return <span className="sm tertiary">{t(isOutput ? 'services.keptForLater' : 'services.fromContext')}</span>;
  }
}

function ShapeChoice({ one, shapes, editable, onChange }: Omit<MappingProps, 'rootEntity' | 'isOutput'>) {
  const { t } = useWords();
  const known =
    shapes.includes(one.refObjectName) || one.refObjectName === '' ? shapes : [...shapes, one.refObjectName];
  return (
    <select
      className="input small"
      aria-label={t('services.shapeOf', { name: one.name })}
      value={one.refObjectName}
      disabled={!editable}
      onChange={(event) => onChange({ refObjectName: event.target.value })}
      data-testid={`shape-${one.name}`}
    >
      <option value="">{t('services.chooseShape')}</option>
      {known.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

type VariableProps = { label: string; value: string; editable: boolean; onChange: (name: string) => void };

/** The name of a system variable, completed from those there are. */
export function VariableField({ label, value, editable, onChange }: VariableProps) {
  const listId = useId();
  const [{ data }] = useQuery({ query: ServiceVariableNamesDocument, pause: !editable });
  const names = [...new Set(data?.systemVariables.nodes.map(({ name }) => name) ?? [])];
  return (
    <>
      <input
        className="input small mono"
        aria-label={label}
        list={listId}
        autoComplete="off"
        spellCheck={false}
        value={value}
        disabled={!editable}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
