import type { Clock } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { PackageParticipant } from '../packages/index.ts';
import { joinPackages } from './app/join-packages.ts';
import { findVariables } from './data/system-variables.ts';
import { type EffectiveVariable, effectiveVariable, type SystemVariable } from './domain/system-variable.ts';

type SystemVariables = {
  /** What a package sees under the name: its own variable, else a global one; null when there is none. */
  effective(name: string, packageName?: string): Promise<EffectiveVariable | null>;
};

export type SystemVariablesModule = SystemVariables & { participant: PackageParticipant };

/** `platform`: variables of the platform itself, such as the address plugins call back. */
export function createSystemVariablesModule(deps: {
  database: CoreDatabase;
  clock: Clock;
  platform: Readonly<Record<string, string>>;
}): SystemVariablesModule {
  return {
    async effective(name, packageName) {
      const stored = await findVariables(deps.database.client, name);
      const own = deps.platform[name];
      return effectiveVariable(own === undefined ? stored : [...stored, platformVariable(name, own)], packageName);
    },
    participant: joinPackages(deps),
  };
}

function platformVariable(name: string, value: string): SystemVariable {
  return { packageName: '', name, scope: 'global', defaultValue: value, value: null, secret: false, active: true };
}
