import { mintPlatformToken } from '@wecube/plugin-adapters/wecube-rest';
import type { TokenMint } from '../../modules/instances/index.ts';

/** Tokens of the platform as existing plugins read them. */
export const mintToken: TokenMint = ({ user, ...token }) =>
  mintPlatformToken(
    user
      ? { ...token, subject: user.name, roles: user.roles, authorities: user.roles, clientType: 'USER' }
      : { ...token, subject: 'SYS_PLATFORM' },
  );
