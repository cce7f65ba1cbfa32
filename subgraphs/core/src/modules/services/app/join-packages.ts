import type { Clock, Said } from '@wecube/kit';
import { serviceName } from '@wecube/plugin-adapters/contract';
import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { PackageCheck, PackageParticipant, PackageRecord } from '../../packages/index.ts';
import { legacyRegistrations } from '../data/legacy-registrations.ts';
import { registrationsOf, retireRegistrations, retireStrays, writeRegistration } from '../data/registrations.ts';
import { keepSnapshot } from '../data/snapshots.ts';
import { declaredRegistrations } from '../domain/declared-registrations.ts';
import { type Lost, rebase } from '../domain/rebase.ts';
import {
  callableActions,
  isSameRegistration,
  type RegistrationContent,
  type RegistrationRecord,
  serviceNames,
} from '../domain/registration.ts';
import { printRegistrations } from '../domain/registration-file.ts';
import { sayService } from '../domain/texts.ts';

const NAMED = 3;
/** Who wrote what came with a package. */
const PLATFORM = '';

/** The registrations of a package are those of its active version, with what people decided and made before. */
export function joinPackages({ database, clock }: { database: CoreDatabase; clock: Clock }): PackageParticipant {
  return {
    name: 'services',
    async check({ kind, package: pack }) {
      if (kind !== 'REGISTER') return [];
      const moves = planMoves(pack, await storedRegistrations(database.client, pack.name));
      return [...needsTarget(pack.name, moves), ...leftBehind(pack, moves)];
    },
    async apply({ kind, package: pack, previous }, tx) {
      const at = new Date(clock.now());
      const stored = await storedRegistrations(tx, pack.name);
      const present = stored.filter(({ retired }) => !retired);
      const leaving = kind === 'REGISTER' ? previous : pack;
      if (leaving && (kind === 'REGISTER' || pack.active)) await snapshot(tx, leaving, present, at);
      if (kind === 'REGISTER') await applyMoves(tx, pack, planMoves(pack, stored), at);
      else if (pack.active)
        await retireRegistrations(
          tx,
          present.map(({ id }) => id),
          at,
        );
    },
  };
}

async function storedRegistrations(
  reader: CoreTransaction | CoreDatabase['client'],
  packageName: string,
): Promise<RegistrationRecord[]> {
  const stored = await registrationsOf(reader, packageName, 'all');
  return stored.length > 0 ? stored : legacyRegistrations(reader, packageName);
}

/** What becomes of one registration: `content` is null when the version offers nothing of it. */
type Move = { stored: RegistrationRecord | null; content: RegistrationContent | null; lost: Lost[] };

function planMoves({ manifest }: PackageRecord, stored: readonly RegistrationRecord[]): Move[] {
  const offer = declaredRegistrations(manifest);
  const fresh = offer.filter((one) => stored.every((other) => !isSameRegistration(one, other)));
  return [
    ...stored.map((one): Move => ({ stored: one, ...rebase(one, offer) })),
    ...fresh.map((content): Move => ({ stored: null, content, lost: [] })),
  ];
}

async function applyMoves(tx: CoreTransaction, pack: PackageRecord, moves: readonly Move[], at: Date): Promise<void> {
  const gone = moves.flatMap(({ stored, content }) => (stored?.id && !content ? [stored.id] : []));
  await retireRegistrations(tx, gone, at);
  for (const { stored, content } of moves) {
    if (!content) continue;
    const writing = {
      ...{ packageId: pack.id, packageName: pack.name, at, by: stored?.updatedBy ?? PLATFORM },
      ...{ origin: stored?.origin ?? ('MANIFEST' as const), chosen: stored?.chosen ?? [] },
      blocked: stored ? await blockedBefore(tx, stored) : new Set<string>(),
    };
    const seen = stored && stored.id !== '' ? stored : null;
    await writeRegistration(tx, content, { ...writing, others: 'KEPT' }, seen);
  }
  await retireStrays(tx, pack.name, at);
}

/** What could not be called although nobody wanted that stays so until it is looked at again. */
async function blockedBefore(tx: CoreTransaction, { id, origin, status, retired }: RegistrationRecord) {
  if (origin === 'MANIFEST' || status !== 'ENABLED' || retired) return new Set<string>();
  const where = { registrationId: id, enabled: false, switchedOff: false, retired: false };
  return new Set((await tx.service.findMany({ where })).map(({ action }) => action));
}

async function snapshot(
  tx: CoreTransaction,
  { name: packageName, version }: PackageRecord,
  present: readonly RegistrationRecord[],
  takenAt: Date,
): Promise<void> {
  if (present.length === 0) return;
  const content = printRegistrations({ packageName, version, registrations: present, systemParameters: [] });
  await keepSnapshot(tx, { packageName, version, content, takenAt });
}

function needsTarget(packageName: string, moves: readonly Move[]): PackageCheck[] {
  const waiting = moves.flatMap(({ content }) => (content ? notReady(packageName, content) : []));
  if (waiting.length === 0) return [];
  const services = waiting.slice(0, NAMED);
  const more = waiting.length - services.length;
  const said =
    more > 0
      ? sayService('SERVICE_NEEDS_TARGET_ENTITY.disabledMore', { services, more })
      : sayService('SERVICE_NEEDS_TARGET_ENTITY.disabled', { services });
  return [{ ...said, level: 'WARNING' }];
}

function notReady(packageName: string, content: RegistrationContent): string[] {
  if (content.targetEntity !== null) return [];
  const ready = callableActions({ ...content, status: 'ENABLED' });
  const interfaces = content.interfaces.filter(({ action, switchedOff }) => !switchedOff && !ready.has(action));
  return serviceNames(packageName, { ...content, interfaces });
}

function leftBehind(pack: PackageRecord, moves: readonly Move[]): PackageCheck[] {
  const lost = moves.flatMap(({ stored, lost: all }) => (stored ? all.map((one) => whatIsLost(stored, one)) : []));
  if (lost.length === 0) return [];
  const version = `${pack.name} ${pack.version}`;
  const names = lost.slice(0, NAMED);
  const more = lost.length - names.length;
  const said =
    more > 0
      ? sayService('REGISTRATIONS_LEFT_BEHIND.more', { version, names, more })
      : sayService('REGISTRATIONS_LEFT_BEHIND', { version, names });
  return [{ ...said, level: 'WARNING' }];
}

function whatIsLost({ packageName, pluginName, name }: RegistrationRecord, { action, parameter }: Lost): string | Said {
  const service = serviceName(packageName, pluginName, name, action);
  return parameter === null ? service : sayService('REGISTRATIONS_LEFT_BEHIND.parameter', { parameter, service });
}
