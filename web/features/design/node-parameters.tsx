'use client';
import { Lock } from 'lucide-react';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ServiceParameterPartsFragmentDoc, type ServicePartsFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { DesignNode, Draft } from './draft.ts';

type Parameter = DesignNode['parameters'][number];
type NodeParametersProps = {
  draft: Draft;
  node: DesignNode;
  services: readonly ServicePartsFragment[];
  set: (change: Partial<DesignNode>, field: string) => void;
};

/** The inputs of the node's service: those the service fills itself, and those this node gives a constant or another node's output. */
export function NodeParameters({ draft, node, services, set }: NodeParametersProps) {
  const { t } = useWords();
  const service = services.find((one) => one.name === node.service);
  if (!service) return null;
  const inputs = readFragment(ServiceParameterPartsFragmentDoc, service.inputs);
  const given = (name: string) => node.parameters.find((parameter) => parameter.name === name);
  const give = (name: string, parameter: Omit<Parameter, 'name'> | null) => {
    const others = node.parameters.filter((one) => one.name !== name);
    set({ parameters: parameter ? [...others, { name, ...parameter }] : others }, `parameter ${name}`);
  };
  return (
    <div className="section" data-testid="node-parameters">
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
              <span>
                {own ? (
                  <GivenValue
                    name={input.name}
                    type={input.mappingType}
                    fallback={input.mappingValue ?? ''}
                    sensitive={input.sensitive}
                    given={given(input.name)}
                    draft={draft}
                    node={node}
                    services={services}
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

type GivenValueProps = Pick<NodeParametersProps, 'draft' | 'node' | 'services'> & {
  name: string;
  type: string;
  fallback: string;
  sensitive: boolean;
  given: Parameter | undefined;
  onGive: (parameter: Omit<Parameter, 'name'> | null) => void;
};

function GivenValue({ name, type, fallback, sensitive, given, draft, node, services, onGive }: GivenValueProps) {
  const { t } = useWords();
  const source = given?.source ?? (type === 'context' ? 'CONTEXT' : 'CONSTANT');
  const from = draft.nodes.find((one) => one.id === given?.fromNodeId);
  const outputs = readFragment(
    ServiceParameterPartsFragmentDoc,
    services.find((one) => one.name === from?.service)?.outputs ?? [],
  );
  const nodes = draft.nodes.filter((one) => one.type === 'AUTOMATIC' && one.id !== node.id);
  return (
    <>
      <select
        className="input small"
        style={{ width: 88, flex: 'none' }}
        aria-label={t('design.sourceOf', { name })}
        value={source}
        onChange={(event) =>
          onGive({
            source: event.target.value as Parameter['source'],
            value: null,
            fromNodeId: null,
            fromParameter: null,
          })
        }
      >
        <option value="CONSTANT">{t('mapping.constant')}</option>
        <option value="CONTEXT">{t('mapping.context')}</option>
      </select>
      {source === 'CONSTANT' ? (
        <input
          className="input small mono"
          type={sensitive ? 'password' : 'text'}
          autoComplete="off"
          aria-label={name}
          placeholder={fallback}
          value={given?.value ?? ''}
          onChange={(event) =>
            onGive(
              event.target.value === ''
                ? null
                : { source: 'CONSTANT', value: event.target.value, fromNodeId: null, fromParameter: null },
            )
          }
          data-testid={`parameter-${name}`}
        />
      ) : (
        <>
          <select
            className="input small"
            aria-label={t('design.fromNode', { name })}
            value={given?.fromNodeId ?? ''}
            onChange={(event) =>
              onGive({ source: 'CONTEXT', value: null, fromNodeId: event.target.value || null, fromParameter: null })
            }
          >
            <option value="">{t('design.chooseNode')}</option>
            {nodes.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <select
            className="input small mono"
            aria-label={t('design.fromOutput', { name })}
            disabled={!from}
            value={given?.fromParameter ?? ''}
            onChange={(event) =>
              onGive({
                source: 'CONTEXT',
                value: null,
                fromNodeId: given?.fromNodeId ?? null,
                fromParameter: event.target.value || null,
              })
            }
          >
            <option value="">{t('design.chooseOutput')}</option>
            {outputs.map((output) => (
              <option key={output.name} value={output.name}>
                {output.name}
              </option>
            ))}
          </select>
        </>
      )}
    </>
  );
}

function mappingWord(type: string): 'mapping.entity' | 'mapping.system_variable' | 'mapping.object' | 'mapping.assign' {
  return type === 'entity' || type === 'system_variable' || type === 'object' ? `mapping.${type}` : 'mapping.assign';
}
