import { NEEDING_FILES } from '../../domain/status.ts';
import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { give, type LaunchStep, type LaunchWork, required } from '../launch-work.ts';

type Dependencies = Pick<InstanceDependencies, 'proxy' | 'repository' | 'settings'>;

/** Lets the package through the proxy to its domains; before the variables, which hold its address. */
export function proxyStep({ proxy, repository, settings }: Dependencies): LaunchStep {
  return {
    key: 'proxy',
    async run(work) {
      const { name, manifest } = required(work.pack, 'package');
      const declared = manifest.resources.proxy.flatMap(({ domains }) => domains);
      const allowed = await proxy.allow(name, declared, work.instance.needs.proxyServerId);
      if (!allowed) return declared.length > 0 ? sayInstance('STEP_PROXY_NONE', { domains: declared }) : null;
      const address = { value: allowed.url, secret: true };
      work.secrets = [...work.secrets, allowed.password];
      give(work, {
        HTTP_PROXY: address,
        HTTPS_PROXY: address,
        NO_PROXY: { value: nearBy(work, settings.publicUrl), secret: false },
      });
      return sayInstance('STEP_PROXY', { domains: allowed.domains });
    },
    async undo({ instance }) {
      const { packageName } = instance;
      const others = { packageName, id: { not: instance.id }, status: { in: NEEDING_FILES } };
      if ((await repository.list(others)).length === 0) await proxy.forget(packageName);
      return null;
    },
  };
}

/** What a plugin reaches without the proxy: itself, the platform, its database and its bucket. */
function nearBy({ host, given }: LaunchWork, publicUrl: string): string {
  const bucket = given?.get('S3_SERVER_URL')?.value;
  const names = [
    ...['localhost', '127.0.0.1', '::1', host?.address, given?.get('DB_HOST')?.value],
    ...[publicUrl, bucket].map((url) => url && URL.canParse(url) && new URL(url).hostname),
  ];
  return [...new Set(names.filter(Boolean))].join(',');
}
