'use client';
import { Boxes, Menu as MenuIcon, Plug, Variable } from 'lucide-react';
import Link from 'next/link';
import { CodeText } from '../../components/code-text.tsx';
import { EmptyState } from '../../components/placeholders.tsx';
import { StateBadge } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import { type ManifestPartsFragment, type PackageDetailQuery, ParameterPartsFragmentDoc } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

type Services = NonNullable<PackageDetailQuery['package']>['services'];

/** The services of a registered package, or the interfaces that will become services. */
export function ServicesTab({
  services,
  registered,
  manifest,
}: {
  services: Services;
  registered: boolean;
  manifest: ManifestPartsFragment;
}) {
  const { t } = useWords();
  const interfaces = manifest.plugins.flatMap((plugin) =>
    plugin.interfaces.map((one) => ({ ...one, plugin: plugin.name })),
  );
  if (interfaces.length === 0 && services.length === 0)
    return <EmptyState icon={Plug} title={t('manifest.noInterfaces')} />;
  if (registered && services.length > 0) {
    return (
      <table className="table">
        <thead>
          <tr>
            <th>{t('services.service')}</th>
            <th style={{ width: 160 }}>{t('services.target')}</th>
            <th style={{ width: 110 }}>{t('services.idempotency')}</th>
            <th style={{ width: 120 }}>{t('services.state')}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <tr key={service.id}>
              <td className="mono">
                <Link
                  href={`/collaborate/services/${service.registrationId}?action=${encodeURIComponent(service.action)}`}
                >
                  {service.name}
                </Link>
              </td>
              <td>
                {service.targetEntity ? (
                  <CodeText text={service.targetEntity} />
                ) : (
                  <span className="tertiary">{t('general.none')}</span>
                )}
              </td>
              <td>{t(`idempotency.${service.idempotency}`)}</td>
              <td>
                <StateBadge tone={service.enabled ? 'ok' : 'skipped'}>
                  {t(service.enabled ? 'services.enabled' : 'services.disabled')}
                </StateBadge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('manifest.interface')}</th>
          <th>{t('manifest.inputs')}</th>
          <th>{t('manifest.outputs')}</th>
          <th style={{ width: 110 }}>{t('services.idempotency')}</th>
        </tr>
      </thead>
      <tbody>
        {interfaces.map((one) => {
          const names = (parameters: typeof one.inputs) =>
            readFragment(ParameterPartsFragmentDoc, parameters)
              .map((parameter) => parameter.name)
              .join(', ');
          return (
            <tr key={`${one.plugin}/${one.action}`}>
              <td className="mono" title={`${one.httpMethod} ${one.path}`}>
                {one.plugin}/{one.action}
              </td>
              <td className="sm secondary" title={names(one.inputs)}>
                {names(one.inputs)}
              </td>
              <td className="sm secondary" title={names(one.outputs)}>
                {names(one.outputs)}
              </td>
              <td>{t(`idempotency.${one.idempotency}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The entities a package declares, with their attributes. */
export function ModelTab({ manifest, packageName }: { manifest: ManifestPartsFragment; packageName: string }) {
  const { t } = useWords();
  if (manifest.entities.length === 0) {
    return (
      <EmptyState
        icon={Boxes}
        title={manifest.dynamicModel ? t('manifest.dynamicModel') : t('manifest.noEntities')}
        action={
          manifest.dynamicModel && (
            <Link className="button" href={`/design/model?package=${packageName}`}>
              {t('shell.dataModel')}
            </Link>
          )
        }
      >
        {manifest.dynamicModel ? t('manifest.dynamicModelHint') : ''}
      </EmptyState>
    );
  }
  return (
    <div className="entity-grid">
      {manifest.entities.map((entity) => (
        <div key={entity.name} className="card">
          <header>
            <CodeText text={`${packageName}:${entity.name}`} />
            <span className="sm tertiary clip">
              {entity.displayName !== entity.name ? entity.displayName : entity.description}
            </span>
          </header>
          <dl className="card-body key-values">
            {entity.attributes.map((attribute) => (
              <div key={attribute.name} style={{ display: 'contents' }}>
                <dt className="mono">{attribute.name}</dt>
                <dd className="secondary">
                  {attribute.refEntity
                    ? `→ ${attribute.refPackage ?? packageName}:${attribute.refEntity}`
                    : attribute.dataType}
                  {attribute.multiple ? ` ${t('manifest.many')}` : ''}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

export function MenusTab({ manifest }: { manifest: ManifestPartsFragment }) {
  const { t, label } = useWords();
  if (manifest.menus.length === 0) return <EmptyState icon={MenuIcon} title={t('manifest.noMenus')} />;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('manifest.menu')}</th>
          <th>{t('manifest.category')}</th>
          <th>{t('manifest.path')}</th>
          <th>{t('manifest.grantedTo')}</th>
        </tr>
      </thead>
      <tbody>
        {manifest.menus.map((menu) => (
          <tr key={menu.code}>
            <td title={menu.code}>{label(menu.label)}</td>
            <td className="mono">{menu.category}</td>
            <td className="mono">{menu.path}</td>
            <td className="sm">
              {manifest.authorities
                .filter((authority) => authority.menuCodes.includes(menu.code))
                .map((authority) => authority.role)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function VariablesTab({ manifest }: { manifest: ManifestPartsFragment }) {
  const { t } = useWords();
  if (manifest.systemParameters.length === 0) return <EmptyState icon={Variable} title={t('manifest.noVariables')} />;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('manifest.variable')}</th>
          <th style={{ width: 120 }}>{t('manifest.scope')}</th>
          <th>{t('manifest.default')}</th>
        </tr>
      </thead>
      <tbody>
        {manifest.systemParameters.map((parameter) => (
          <tr key={`${parameter.scopeType} ${parameter.name}`}>
            <td className="mono">{parameter.name}</td>
            <td>{parameter.scopeType}</td>
            <td className="mono">
              {parameter.defaultValue || <span className="tertiary">{t('manifest.noDefault')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the package asks of its host, and register.xml as it was uploaded. */
export function ManifestTab({ manifest }: { manifest: ManifestPartsFragment }) {
  const { t } = useWords();
  return (
    <div className="section stack">
      <h3>{t('manifest.runtime')}</h3>
      <pre className="log">{JSON.stringify(manifest.runtime, null, 2)}</pre>
      <h3 className="section-title">{t('manifest.asUploaded')}</h3>
      <pre className="log" data-testid="manifest-xml">
        {manifest.xml}
      </pre>
    </div>
  );
}
