'use client';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CodeText } from '../../components/code-text.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge } from '../../components/state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type Idempotency,
  ProblemPartsFragmentDoc,
  ServiceParameterPartsFragmentDoc,
  type ServicePartsFragment,
  UpdateServiceDocument,
  type UpdateServiceInput,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useCan } from '../session/viewer.tsx';

const CHOICES: Idempotency[] = ['SAFE', 'KEYED', 'UNSAFE'];

/** One service: whether it may be used, what a repeat means, and where its parameters come from. */
export function ServicePanel({ service, onClose }: { service: ServicePartsFragment; onClose: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const mayManage = useCan('service:manage');
  const [{ fetching }, update] = useMutation(UpdateServiceDocument);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const change = async (input: Partial<UpdateServiceInput>) => {
    const answer = await update({ input: { id: service.id, rowVersion: service.rowVersion, ...input } });
    const refused = answer.error
      ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
      : readFragment(ProblemPartsFragmentDoc, answer.data?.updateService.problems ?? []);
    setProblems(refused);
    if (refused.length === 0) toast('ok', t('services.saved', { name: service.name }));
  };
  const inputs = readFragment(ServiceParameterPartsFragmentDoc, service.inputs);
  const outputs = readFragment(ServiceParameterPartsFragmentDoc, service.outputs);
  return (
    <aside className="side" aria-label={service.name} data-testid="service-panel">
      <div className="section row">
        <h2 className="heading mono clip grow" title={service.name}>
          {service.name}
        </h2>
        <button type="button" className="icon-button" aria-label={t('general.close')} onClick={onClose}>
          <X size={15} />
        </button>
      </div>
      <div className="section stack">
        <div className="row">
          <StateBadge tone={service.enabled ? 'ok' : 'skipped'}>
            {t(service.enabled ? 'services.enabled' : 'services.disabled')}
          </StateBadge>
          {mayManage && (
            <button
              type="button"
              className="button small push"
              disabled={fetching}
              onClick={() => change({ enabled: !service.enabled })}
              data-testid="toggle-service"
            >
              {t(service.enabled ? 'services.disable' : 'services.enable')}
            </button>
          )}
        </div>
        <p className="sm tertiary">{t(service.enabled ? 'services.disableWhat' : 'services.enableWhat')}</p>
        <ProblemList problems={problems} />
      </div>
      <fieldset className="section choices" disabled={!mayManage || fetching}>
        <legend className="section-title" style={{ float: 'left', width: '100%' }}>
          {t('services.idempotencyTitle')}
        </legend>
        {CHOICES.map((choice) => (
          <label
            key={choice}
            className="choice"
            data-testid={`idempotency-${choice}`}
            style={{ alignItems: 'flex-start', clear: 'both' }}
          >
            <input
              type="radio"
              name="idempotency"
              checked={service.idempotency === choice}
              onChange={() => change({ idempotency: choice })}
            />
            <span>
              <span className="medium">{t(`idempotency.${choice}`)}</span>
              <span className="sm tertiary" style={{ display: 'block', lineHeight: '16px' }}>
                {t(`idempotency.${choice}.what`)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="section">
        <dl className="key-values">
          <dt>{t('services.target')}</dt>
          <dd>{service.targetEntity ? <CodeText text={service.targetEntity} /> : t('general.none')}</dd>
          <dt>{t('services.call')}</dt>
          <dd className="mono">
            {service.httpMethod} {service.path}
          </dd>
        </dl>
      </div>
      <div className="section">
        <h3>{t('manifest.inputs')}</h3>
        <div className="parameters">
          {inputs.map((parameter) => (
            <div key={parameter.name} style={{ display: 'contents' }}>
              <span className="mono clip" title={parameter.description || parameter.name}>
                {parameter.name}
                {parameter.required && <b aria-hidden="true">*</b>}
              </span>
              <span>
                <span className="tag">{parameter.mappingType}</span>
                <span className="mono clip">
                  {parameter.mappingEntityExpression ??
                    parameter.mappingSystemVariableName ??
                    parameter.mappingValue ??
                    ''}
                </span>
              </span>
            </div>
          ))}
        </div>
      </div>
      <div className="section">
        <h3>{t('manifest.outputs')}</h3>
        <p className="mono secondary break">
          {outputs.map((parameter) => parameter.name).join(', ') || t('general.none')}
        </p>
      </div>
    </aside>
  );
}
