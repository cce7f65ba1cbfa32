import type { Said } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { sayInstance } from '../domain/texts.ts';
import type { InstanceDependencies } from './dependencies.ts';

type Dependencies = Pick<InstanceDependencies, 'repository' | 'estate' | 'identities'>;

/** What a package has beside its instances, and whether an instance is the last that could use it. */
export type Belongings = {
  isLast: boolean;
  schema: string | null;
  bucket: string | null;
  systemCode: string | null;
};

export async function readBelongings(
  { repository, estate, identities }: Dependencies,
  { id, packageName }: Pick<InstanceRecord, 'id' | 'packageName'>,
): Promise<Belongings> {
  const others = await repository.list({ packageName, id: { not: id }, desired: { not: 'REMOVED' } });
  return {
    isLast: others.length === 0,
    schema: await estate.schemaOf(packageName),
    bucket: await estate.bucketOf(packageName),
    systemCode: (await identities.find(packageName))?.systemCode ?? null,
  };
}

/** What of it is there when the instance is gone, in words for a person. */
export function whatStays(
  { schema, bucket, systemCode }: Belongings,
  { dropDatabase, dropBucket }: { dropDatabase: boolean; dropBucket: boolean },
): Said[] {
  return [
    ...(schema && !dropDatabase ? [sayInstance('STAYS.schema', { schema })] : []),
    ...(bucket && !dropBucket ? [sayInstance('STAYS.bucket', { bucket })] : []),
    ...(systemCode ? [sayInstance('STAYS.identity', { systemCode })] : []),
  ];
}
