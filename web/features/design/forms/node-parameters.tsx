'use client';
import { Lock } from 'lucide-react';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { ServiceParameterPartsFragmentDoc } from '../../../gql/graphql.ts';
import { useWords } from '../../../lib/language/language-provider.tsx';
import type { DesignParameter } from '../draft.ts';
import type { PartProps } from '../node-form.tsx';
import { GivenValue } from './given-value.tsx';

type ParametersProps = PartProps & { resultEntity: string | null };

/** The inputs of the node's service: those the service fills itself, and those this node gives a value. */
export function NodeParameters({ draft, node, services, editable, set, resultEntity }: ParametersProps) {
  const { t } = useWords();
  const service = services.find((one) => one.name === node.service);
  if (!service) return null;
  const inputs = readFragment(ServiceParameterPartsFragmentDoc, service.inputs);
  const give = (name: string, parameter: DesignParameter | null) => {
    const others = node.parameters.filter((one) => one.name !== name);
    set({ parameters: parameter ? [...others, parameter] : others }, `parameter ${name}`);
  };
  const entity = resultEntity ?? service.targetEntity?.replace(/[{(].*$/, '') ?? draft.rootEntity;
  return (
    <div className="section" data-testid="node-parameters" data-field="parameters">
      <div className="parameters">
        <span className="head">{t('design.parameter')}</span>
        <span className="head">{t('design.value')}</span>
        {inputs.map((input) => {
          const own = input.mappingType === 'constant' || input.mappingType === 'context';
          return (
            <div key={input.name} style={{ display: 'contents' }}>
              <span className="mono" title={input.description || input.name}>
                <span className="clip">{input.name}</span>
                {input.required && (
                  <b title={t('design.required')} style={{ color: 'var(--failed-fg)' }}>
                    *
                  </b>
                )}
              </span>
              <span data-field={`parameters.${input.name}`}>
                {own ? (
                  <GivenValue
                    name={input.name}
                    usual={input.mappingType === 'context' ? 'CONTEXT' : 'CONSTANT'}
                    fallback={input.mappingValue ?? ''}
                    sensitive={input.sensitive}
                    given={node.parameters.find((parameter) => parameter.name === input.name)}
                    place={{ draft, node, services, editable, entity }}
                    onGive={(parameter) => give(input.name, parameter)}
                  />
                ) : (
                  <>
                    <span className="tag">{t(mappingWord(input.mappingType))}</span>
                    <span className="mono clip" title={input.mappingEntityExpression ?? ''}>
                      {input.mappingEntityExpression ?? input.mappingSystemVariableName ?? input.mappingValue ?? ''}
                    </span>
                    {input.sensitive && (
                      <Lock size={13} aria-label={t('design.secret')} style={{ color: 'var(--text-3)' }} />
                    )}
                  </>
                )}
              </span>
            </div>
          );
        })}
      </div>
      {inputs.length === 0 && <p className="sm tertiary">{t('design.noParameters')}</p>}
    </div>
  );
}

function mappingWord(type: string): 'mapping.entity' | 'mapping.system_variable' | 'mapping.object' | 'mapping.assign' {
  return type === 'entity' || type === 'system_variable' || type === 'object' ? `mapping.${type}` : 'mapping.assign';
}
