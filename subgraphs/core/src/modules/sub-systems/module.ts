import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../audit/index.ts';
import type { PluginIdentities } from '../instances/index.ts';
import { SubSystemResolver } from './api/sub-system.resolver.ts';
import { createKnownIdentities, type KnownIdentities } from './app/known-identities.ts';
import { createRecogniseToken, type RecogniseToken } from './app/recognise-token.ts';
import { createRegisterSubSystem } from './app/register-sub-system.ts';
import { createRefresh, createSignIn } from './app/sign-in.ts';
import { createTokenForPackage } from './app/token-for-package.ts';
import { createSubSystemRepository } from './data/sub-system-repository.ts';
import type { ActivePackages, PluginTokens } from './ports.ts';

export type SubSystemUseCases = {
  known: KnownIdentities;
  recognise: RecogniseToken;
  signIn: ReturnType<typeof createSignIn>;
  refresh: ReturnType<typeof createRefresh>;
  register: ReturnType<typeof createRegisterSubSystem>;
  tokenForPackage: ReturnType<typeof createTokenForPackage>;
};

/** Who plugins are towards the platform: their sign-ins, and whom a token of theirs speaks for. */
export function createSubSystemsModule(deps: {
  database: CoreDatabase;
  audit: Audit;
  clock: Clock;
  identities: PluginIdentities;
  packages: ActivePackages;
  tokens: PluginTokens;
}) {
  const repository = createSubSystemRepository(deps.database);
  const known = createKnownIdentities({ ...deps, repository });
  const recognise = createRecogniseToken({ ...deps, known });
  const all = { ...deps, repository, known, recognise };
  const useCases: SubSystemUseCases = {
    known,
    recognise,
    signIn: createSignIn(all),
    refresh: createRefresh(all),
    register: createRegisterSubSystem(all),
    tokenForPackage: createTokenForPackage(all),
  };
  return { resolvers: [[SubSystemResolver, new SubSystemResolver(useCases)]] as const, ...useCases };
}
