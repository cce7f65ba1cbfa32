import { DECISIONS, type Decision, type RegistrationContent, type RegistrationRecord } from './registration.ts';

const ASPECTS: Record<Decision, (content: RegistrationContent) => unknown> = {
  target: ({ targetEntity, targetFilter }) => [targetEntity, targetFilter],
  status: ({ status }) => status,
  roles: ({ roles }) => roles.map(({ permission, role }) => `${permission} ${role}`).sort(),
  objects: ({ objects }) => objects,
};

/** What was decided before, and what a change decides now. */
export function decisionsOf(before: RegistrationRecord, after: RegistrationContent): Decision[] {
  return DECISIONS.filter((one) => before.chosen.includes(one) || differs(before, after, one));
}

/** What a change touches, for the audit log: aspects and services. */
export function changedAspects(before: RegistrationContent, after: RegistrationContent): string[] {
  const aspects: string[] = DECISIONS.filter((one) => differs(before, after, one));
  const known = new Map(before.interfaces.map((one) => [one.action, canonical(one)]));
  const touched = after.interfaces.filter((one) => known.get(one.action) !== canonical(one));
  const gone = before.interfaces.filter(({ action }) => after.interfaces.every((one) => one.action !== action));
  return [...aspects, ...touched.map(({ action }) => action), ...gone.map(({ action }) => `-${action}`)];
}

const differs = (before: RegistrationContent, after: RegistrationContent, one: Decision) =>
  canonical(ASPECTS[one](before)) !== canonical(ASPECTS[one](after));

/** The same text for the same value, in whatever order its fields were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
