import { requireAction, type Session, toProblem } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { findRegistration, registrationsOf, writeRegistration } from '../data/registrations.ts';
import { mayUse } from '../domain/access.ts';
import { checkShape } from '../domain/check-shape.ts';
import { declaredRegistrations } from '../domain/declared-registrations.ts';
import { markEdited } from '../domain/rebase.ts';
import { type RegistrationContent, registrationTitle } from '../domain/registration.ts';
import { sayService } from '../domain/texts.ts';
import { type RegistrationOutcome, refused, type ServiceDependencies } from './dependencies.ts';
import { publishRegistration } from './publish-change.ts';

export type CopyRegistrationInput = { id: string; name: string };

/** Makes a registration of another name from one there is, disabled until somebody enables it. */
export function createRegistrationCopier(deps: ServiceDependencies) {
  const { database, audit, clock } = deps;
  return async ({ id, name: given }: CopyRegistrationInput, session: Session): Promise<RegistrationOutcome> => {
    requireAction(session, 'service:manage');
    const name = given.trim();
    const source = await findRegistration(database.client, id);
    if (!source || !mayUse(session, source.roles))
      return refused(toProblem(sayService('REGISTRATION_NOT_FOUND', { id }), ['id']));
    const { packageName, pluginName } = source;
    const pack = await deps.packages.activePackage(packageName);
    if (!pack) return refused(toProblem(sayService('PACKAGE_NOT_ACTIVE.services', { package: packageName })));
    const offer = declaredRegistrations(pack.manifest);
    const content: RegistrationContent = markEdited({ ...source, name, status: 'DISABLED' }, offer);
    const wrongName = checkShape(packageName, content, offer).find(({ code }) => code === 'REGISTRATION_NAME_INVALID');
    if (wrongName || name === '')
      return refused(toProblem(sayService('REGISTRATION_NAME_INVALID', { name }), ['name']));
    const title = registrationTitle(packageName, { pluginName, name });
    const at = new Date(clock.now());
    const writing = { packageName, packageId: pack.id, origin: 'PERSON', chosen: [], at, by: session.name } as const;
    try {
      const made = await database.transaction(async (tx) => {
        // One that an earlier version gave up makes way.
        const old = (await registrationsOf(tx, packageName, 'all')).find((one) => one.title === title);
        if (old && !old.retired) return null;
        const written = await writeRegistration(tx, content, { ...writing, others: 'DELETED' }, old ?? null);
        if (!written) return null;
        const detail = { registration: title, copyOf: source.title };
        await audit.record(tx, { session, action: 'service:manage', subject: written, outcome: 'DONE', detail });
        return findRegistration(tx, written);
      });
      if (!made) return refused(exists(title));
      publishRegistration(deps, made);
      return { registration: made, problems: [] };
    } catch (error) {
      if (isUniqueViolation(error)) return refused(exists(title));
      throw error;
    }
  };
}

const exists = (registration: string) => toProblem(sayService('REGISTRATION_EXISTS', { registration }), ['name']);
