import { mintPlatformToken } from '@wecube/plugin-adapters/wecube-rest';
import type { TokenMint } from '../../modules/instances/index.ts';

/** Tokens of the platform as existing plugins read them. */
export const mintToken: TokenMint = (token) => mintPlatformToken({ subject: 'SYS_PLATFORM', ...token });
