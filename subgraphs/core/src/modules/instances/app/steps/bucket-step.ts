import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { give, type LaunchStep, required } from '../launch-work.ts';
import { isUsedByOthers } from '../used-by-others.ts';

type Dependencies = Pick<InstanceDependencies, 'buckets' | 'variables' | 'repository'>;

/** Makes the bucket of the package, once for all its versions and instances, and copies its files at every launch. */
export function bucketStep({ buckets, variables, repository }: Dependencies): LaunchStep {
  return {
    key: 'bucket',
    async willMake({ instance, pack }) {
      if (!pack?.manifest.resources.s3.length || (await buckets.has(instance.packageName))) return false;
      return buckets.available(instance.packageName, instance.needs.bucketServerId);
    },
    async run(work) {
      const { name, version, manifest } = required(work.pack, 'package');
      const declaration = manifest.resources.s3.at(-1);
      if (!declaration) return null;
      // An administrator may run the bucket by hand, as the variables say.
      const chosen = work.instance.needs.bucketServerId;
      const byHand = (await buckets.available(name, chosen)) ? null : await variables.effective('S3_SERVER_URL', name);
      if (byHand?.value) return sayInstance('STEP_BUCKET_BY_VARIABLES', { bucket: declaration.bucketName });
      const { bucket, url, accessKey, secretKey, copied } = await buckets.ensure(
        { name, version },
        declaration,
        chosen,
      );
      give(work, {
        S3_SERVER_URL: { value: url, secret: false },
        S3_BUCKET: { value: bucket, secret: false },
        S3_ACCESS_KEY: { value: accessKey, secret: true },
        S3_SECRET_KEY: { value: secretKey, secret: true },
      });
      return sayInstance('STEP_BUCKET', { bucket, count: copied });
    },
    async undo({ instance, makes }) {
      if (!makes.has('bucket')) return null;
      const { packageName } = instance;
      if (await isUsedByOthers(repository, instance)) return null;
      await buckets.drop(packageName);
      return { en: 'the new bucket was deleted', zh: '已删除新建的存储桶' };
    },
  };
}
