import { type Clock, type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import { type PluginIdentities, systemCodeOf } from '../../instances/index.ts';
import type { SubSystemRepository } from '../data/sub-system-repository.ts';
import { isSubSystemName } from '../domain/sub-system.ts';
import { saySubSystem } from '../domain/texts.ts';
import type { KnownIdentities } from './known-identities.ts';

export type RegisterRequest = { name: string; systemCode?: string | null; description?: string | null };
export type Registered = {
  name: string;
  systemCode: string;
  publicKey: string;
  /** Told once, to who made it. */
  privateKey: string | null;
};

type Dependencies = {
  database: CoreDatabase;
  audit: Audit;
  clock: Clock;
  identities: PluginIdentities;
  known: KnownIdentities;
  repository: SubSystemRepository;
};

/** Gives a sub-system an identity; asked again it says who that is, without the private key. */
export function createRegisterSubSystem(dependencies: Dependencies) {
  const { database, audit, clock, identities, known, repository } = dependencies;
  return async (
    { name, systemCode, description }: RegisterRequest,
    session: Session,
  ): Promise<{ subSystem: Registered | null; problems: Problem[] }> => {
    requireAction(session, 'sub-system:manage');
    const problem = problemOf(name, systemCode);
    if (problem) return { subSystem: null, problems: [problem] };
    const { identity, isNew } = await identities.ensure(name);
    await database.transaction(async (tx) => {
      const made = { createdAt: new Date(clock.now()), createdBy: session.name, description: description ?? '' };
      if (isNew) await repository.insert(tx, { systemCode: identity.systemCode, name, ...made });
      const note = { session, action: 'sub-system:manage', subject: identity.systemCode, outcome: 'DONE' } as const;
      await audit.record(tx, { ...note, detail: { name } });
    });
    known.forget();
    const { publicKey, privateKey } = identity;
    const told = { name, systemCode: identity.systemCode, publicKey, privateKey: isNew ? privateKey : null };
    return { subSystem: told, problems: [] };
  };
}

function problemOf(name: string, systemCode: string | null | undefined): Problem | null {
  if (!isSubSystemName(name))
    return toProblem(saySubSystem('SUB_SYSTEM_NAME_INVALID', { name: name.slice(0, 100) }), ['name']);
  const expected = systemCodeOf(name);
  if (!systemCode || systemCode === expected) return null;
  return toProblem(saySubSystem('SUB_SYSTEM_CODE_WRONG', { name, systemCode: expected }), ['systemCode']);
}
