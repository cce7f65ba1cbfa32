'use client';
import { GitBranch, Server, ShieldCheck } from 'lucide-react';
import { CopyId } from '../../components/copy-id.tsx';
import { EmptyState } from '../../components/placeholders.tsx';
import { StateIcon } from '../../components/state.tsx';
import type { ManifestPartsFragment, PackageRowFragment } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatBytes } from '../../lib/time/format-time.ts';
import type { Check } from './check-list.tsx';
import { SignatureMark } from './signature-mark.tsx';

/** What came in the zip and who vouches for it. */
export function PackageFacts({ one, manifest }: { one: PackageRowFragment; manifest: ManifestPartsFragment }) {
  const { t, moment } = useWords();
  return (
    <dl className="section key-values">
      <dt>{t('packages.package')}</dt>
      <dd>
        <b>{one.name}</b> <span className="mono">{one.version}</span>
      </dd>
      <dt>{t('setup.edition')}</dt>
      <dd>{manifest.edition}</dd>
      <dt>{t('package.size')}</dt>
      <dd>{formatBytes(one.sizeBytes)}</dd>
      <dt>{t('package.digest')}</dt>
      <dd>
        <CopyId id={one.digest} />
      </dd>
      <dt>{t('package.signature')}</dt>
      <dd>
        <SignatureMark signature={one.signature} />
      </dd>
      <dt>{t('package.uploaded')}</dt>
      <dd>{t('general.by', { when: moment(one.uploadedAt), who: one.uploadedBy })}</dd>
    </dl>
  );
}

/** What the package needs, each with whether it is there. */
export function DependenciesPart({ manifest, checks }: { manifest: ManifestPartsFragment; checks: readonly Check[] }) {
  const { t } = useWords();
  if (manifest.dependencies.length === 0) return <EmptyState icon={GitBranch} title={t('setup.noDependencies')} />;
  const missing = new Set(
    checks
      .filter(({ code }) => code.startsWith('DEPENDENCY_'))
      .map(({ code, parameters }) =>
        code === 'DEPENDENCY_PLATFORM_TOO_OLD' ? 'platform' : (parameters as { name?: string } | null)?.name,
      ),
  );
  return (
    <table className="table">
      <thead>
        <tr>
          <th style={{ width: 32 }} aria-label={t('packages.state')} />
          <th>{t('packages.package')}</th>
          <th>{t('setup.atLeast')}</th>
        </tr>
      </thead>
      <tbody>
        {manifest.dependencies.map(({ name, version }) => (
          <tr key={name} data-testid={`dependency-${name}`}>
            <td>
              <StateIcon tone={missing.has(name) ? 'failed' : 'ok'} />
            </td>
            <td className="medium">{name}</td>
            <td className="mono">{version}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which roles see which menu entries. */
export function AuthoritiesPart({ manifest }: { manifest: ManifestPartsFragment }) {
  const { t, label } = useWords();
  if (manifest.authorities.length === 0) return <EmptyState icon={ShieldCheck} title={t('setup.noAuthorities')} />;
  const named = (code: string) => {
    const menu = manifest.menus.find((one) => one.code === code);
    return menu ? label(menu.label) : code;
  };
  return (
    <table className="table">
      <thead>
        <tr>
          <th style={{ width: 200 }}>{t('setup.role')}</th>
          <th>{t('setup.sees')}</th>
        </tr>
      </thead>
      <tbody>
        {manifest.authorities.map(({ role, menuCodes }) => (
          <tr key={role}>
            <td className="mono">{role}</td>
            <td className="wrap">{menuCodes.map(named).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Runtime = Record<string, readonly Record<string, unknown>[]>;

/** What an instance will be given to run: image, ports, volumes, schema, bucket. */
export function ResourcesPart({ manifest }: { manifest: ManifestPartsFragment }) {
  const { t } = useWords();
  const declared = Object.entries(manifest.runtime as Runtime).filter(([, list]) => list.length > 0);
  if (declared.length === 0) return <EmptyState icon={Server} title={t('setup.noResources')} />;
  return (
    <div className="section entity-grid">
      {declared.flatMap(([kind, list]) =>
        list.map((resource) => (
          <div key={`${kind} ${JSON.stringify(resource)}`} className="card">
            <header>
              <b>{kind}</b>
            </header>
            <dl className="card-body key-values">
              {Object.entries(resource)
                .map(([name, value]) => [name, linesOf(value)] as const)
                .filter(([, lines]) => lines.length > 0)
                .map(([name, lines]) => (
                  <div key={name} style={{ display: 'contents' }}>
                    <dt className="mono">{name}</dt>
                    <dd className="mono break">
                      {lines.map((line) => (
                        <div key={line}>{line}</div>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </div>
        )),
      )}
    </div>
  );
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(linesOf))];
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [String(value)];
  const parts = Object.values(value).map((part) => (typeof part === 'object' ? JSON.stringify(part) : String(part)));
  return 'value' in value ? [parts.join('=')] : [parts.join(' : ')];
}
