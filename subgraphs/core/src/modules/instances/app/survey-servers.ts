import type { ServerVerdict } from '../../resources/index.ts';
import type { LaunchablePackage } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';

type Dependencies = Pick<InstanceDependencies, 'resources' | 'proxy'>;

/** The servers beside its host on which a launch of the package would put something, kind after kind. */
export async function surveyServers(
  { resources, proxy }: Dependencies,
  { name, manifest }: LaunchablePackage,
): Promise<ServerVerdict[]> {
  const { mysql, s3, proxy: declared } = manifest.resources;
  const usesProxy = declared.some(({ domains }) => domains.length > 0) || (await proxy.hasDomains(name));
  const kinds = [
    mysql.some(({ schema }) => schema) && 'MYSQL',
    s3.some(({ bucketName }) => bucketName) && 'S3',
    usesProxy && 'SQUID',
  ] as const;
  const surveys = await Promise.all(kinds.map((kind) => (kind ? resources.survey(kind, name) : [])));
  return surveys.flat();
}
