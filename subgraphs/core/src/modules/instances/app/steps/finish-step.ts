import { saidBy, toError } from '@wecube/kit';
import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { type LaunchStep, required } from '../launch-work.ts';

type Dependencies = Pick<InstanceDependencies, 'modelSync' | 'packages' | 'logger'> & {
  markReachable(id: string): void;
};

/**
 * Fetches the data model of a package whose model is dynamic. The instance can be called from here on, else its model
 * could not be asked for. A model that cannot be fetched does not undo the launch: it is told, and can be synced later.
 */
export function finishStep({ modelSync, packages, logger, markReachable }: Dependencies): LaunchStep {
  return {
    key: 'finish',
    async run({ instance, pack }) {
      const { name, manifest } = required(pack, 'package');
      const now = await packages.findPackage(instance.packageId);
      if (now?.status !== 'REGISTERED')
        throw toError(sayInstance('PACKAGE_NOT_REGISTERED', { name, version: instance.packageVersion }));
      if (!manifest.dataModel.dynamic || !now.active) return null;
      markReachable(instance.id);
      try {
        return sayInstance('STEP_MODEL_SYNCED', await modelSync.sync(name));
      } catch (error) {
        logger.warn({ err: error, package: name }, 'the data model could not be fetched after a launch');
        return sayInstance('STEP_MODEL_NOT_FETCHED', { reason: saidBy(error) });
      }
    },
  };
}
