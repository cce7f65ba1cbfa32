import { claimedSubject, mintPlatformToken, readPlatformToken } from '@wecube/plugin-adapters/wecube-rest';
import type { PluginTokens } from '../../modules/sub-systems/index.ts';

/** Tokens of plugins as the WeCube protocol has them. */
export const subSystemTokens: PluginTokens = { mint: mintPlatformToken, read: readPlatformToken, claimedSubject };
