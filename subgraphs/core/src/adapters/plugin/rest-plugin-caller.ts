import type { Logger } from '@wecube/kit';
import { createWecubeRestClient, type WecubeRestClient } from '@wecube/plugin-adapters/wecube-rest';
import type { PluginTarget } from '../../modules/instances/index.ts';
import type { PluginCaller } from '../../ports/plugin-caller.ts';

export type PluginDoors = {
  targets(packageName: string): Promise<readonly PluginTarget[]>;
  token(packageName: string): Promise<string>;
};

/** Calls plugins over the WeCube REST protocol, at the instances that run now, each with its package's own token. */
export function createRestPluginCaller(
  doors: PluginDoors,
  logger: Logger,
): PluginCaller & Pick<WecubeRestClient, 'notify'> & AsyncDisposable {
  return createWecubeRestClient({ ...doors, logger });
}
