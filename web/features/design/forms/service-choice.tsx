'use client';
import { Field } from '../../../components/field.tsx';
import type { ServicePartsFragment } from '../../../gql/graphql.ts';
import { useWords } from '../../../lib/language/language-provider.tsx';
import type { PartProps } from '../node-form.tsx';

type ServiceProps = Pick<PartProps, 'node' | 'services' | 'set'> & { resultEntity: string | null };

/** The service a node calls: those for its objects first; a person's task only by one that answers later. */
export function ServiceChoice({ node, services, resultEntity, set }: ServiceProps) {
  const { t } = useWords();
  const chosen = services.find((service) => service.name === node.service);
  const usable = services.filter((service) => service.enabled && (node.type !== 'HUMAN' || service.isAsync));
  const fitting = usable.filter(
    (service) => !resultEntity || !service.targetEntity || service.targetEntity.startsWith(resultEntity),
  );
  const others = usable.filter((service) => !fitting.includes(service));
  const option = (service: ServicePartsFragment) => (
    <option key={service.id} value={service.name}>
      {service.name}
    </option>
  );
  return (
    <div className="section" data-field="service">
      <Field
        label={t('run.service')}
        end={chosen && t(`idempotency.${chosen.idempotency}`)}
        problem={node.service && services.length > 0 && !chosen?.enabled ? t('design.serviceGone') : null}
        hint={chosen ? t(`idempotency.${chosen.idempotency}.what`) : node.type === 'HUMAN' && t('design.humanHint')}
      >
        {(attributes) => (
          <select
            {...attributes}
            className="input mono"
            value={node.service ?? ''}
            onChange={(event) => set({ service: event.target.value || null }, 'service')}
            data-testid="node-service"
          >
            <option value="">{t('design.chooseService')}</option>
            {node.service && !usable.some((one) => one.name === node.service) && (
              <option value={node.service}>{node.service}</option>
            )}
            <optgroup label={resultEntity ? t('design.servicesFor', { entity: resultEntity }) : t('shell.services')}>
              {fitting.map(option)}
            </optgroup>
            {others.length > 0 && <optgroup label={t('design.otherServices')}>{others.map(option)}</optgroup>}
          </select>
        )}
      </Field>
    </div>
  );
}
