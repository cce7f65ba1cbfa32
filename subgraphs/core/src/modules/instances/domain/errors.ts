import { type AppError, type Problem, type Said, toError, toProblem } from '@wecube/kit';
import { sayDatabase } from '../../databases/index.ts';
import type { Demand } from './demands.ts';
import { sayInstance } from './texts.ts';

type Named = { name: string; version: string };
const named = ({ name, version }: Named): Named => ({ name, version });

/** What a package asks beyond the confinement, and nobody has granted. */
export const grantNeeded = (pack: Named, demands: readonly Demand[]): Said =>
  sayInstance('GRANT_NEEDED', { ...named(pack), demands: demands.map(sayDemand) });

const sayDemand = ({ kind, what }: Demand): Said => sayInstance(`DEMAND.${kind}`, { what });

/** Why a launch cannot begin; nothing was changed. */
export const launchProblems = {
  packageNotFound: (id: string) => toProblem(sayInstance('PACKAGE_NOT_FOUND.launch', { id }), ['packageId']),
  packageNotRegistered: (pack: Named, status: string) => {
    const key = status === 'UPLOADED' ? 'PACKAGE_NOT_REGISTERED.uploaded' : 'PACKAGE_NOT_REGISTERED.decommissioned';
    return toProblem(sayInstance(key, named(pack)), ['packageId']);
  },
  hostNotFound: (id: string) => toProblem(sayInstance('HOST_NOT_FOUND', { id }), ['hostId']),
  hostUnavailable: (host: string, reason: Said | string) =>
    toProblem(sayInstance('HOST_UNAVAILABLE', { host, reason }), ['hostId']),
  noRuntime: (pack: Named) => toProblem(sayInstance('RUNTIME_NOT_DECLARED', named(pack))),
  noSuitableHost: (pack: Named, drivers: readonly string[]) => {
    const key = drivers.includes('DOCKER') ? 'NO_SUITABLE_HOST.docker' : 'NO_SUITABLE_HOST';
    return toProblem(sayInstance(key, { ...named(pack), drivers }));
  },
  driverNotSupported: (pack: Named, driver: string) =>
    toProblem(sayInstance('DRIVER_NOT_SUPPORTED', { ...named(pack), driver }), ['hostId']),
  noRoom: (pack: Named, reasons: readonly Said[]) =>
    toProblem(sayInstance('NO_ROOM', { ...named(pack), reasons: reasons.slice(0, 5) })),
  processNotAllowed: (pack: Named) => toProblem(sayInstance('PROCESS_PACKAGE_NOT_ALLOWED', named(pack))),
  grantNeeded: (pack: Named, demands: readonly Demand[]) => toProblem(grantNeeded(pack, demands)),
  demandUnknown: (pack: Named, demand: string) =>
    toProblem(sayInstance('DEMAND_UNKNOWN', { ...named(pack), demand }), ['demands']),
  mysqlNeeded: (pack: Named, schema: string) =>
    toProblem(sayDatabase('DATABASE_SERVER_NEEDED', { package: pack.name, schema })),
} satisfies Record<string, (...details: never[]) => Problem>;

export const scaleProblems = {
  outOfRange: (most: number) => toProblem(sayInstance('SCALE_OUT_OF_RANGE', { most }), ['instances']),
};

export const upgradeProblems = {
  nothingRuns: (pack: Named) => toProblem(sayInstance('UPGRADE_NOTHING_RUNS', named(pack)), ['packageId']),
  inHand: (name: string) => toProblem(sayInstance('UPGRADE_IN_HAND', { name }), ['packageId']),
  notFound: (id: string) => toProblem(sayInstance('UPGRADE_NOT_FOUND', { id }), ['id']),
  ended: ({ packageName: name, toVersion: version }: { packageName: string; toVersion: string }) =>
    toProblem(sayInstance('UPGRADE_ENDED', { name, version }), ['id']),
} satisfies Record<string, (...details: never[]) => Problem>;

/** Why a command cannot run; nothing ran. */
export const commandProblems = {
  lineInvalid: (most: number) => toProblem(sayInstance('COMMAND_INVALID', { most }), ['line']),
  notRunning: (name: string) => toProblem(sayInstance('COMMAND_NEEDS_RUNNING', { name }), ['instanceId']),
  notConfined: (name: string) => toProblem(sayInstance('COMMAND_NEEDS_CONTAINER', { name }), ['instanceId']),
  tooMany: (name: string, most: number) => toProblem(sayInstance('TOO_MANY_COMMANDS', { name, most })),
  notFound: (id: string) => toProblem(sayInstance('COMMAND_NOT_FOUND', { id }), ['id']),
} satisfies Record<string, (...details: never[]) => Problem>;

export const dropNotLast = (name: string): Problem => toProblem(sayInstance('DROP_NOT_LAST', { name }));

export const instanceNotFound = (id: string): Problem => toProblem(sayInstance('INSTANCE_NOT_FOUND', { id }), ['id']);

export const instanceRemoved = (name: string): Problem => toProblem(sayInstance('INSTANCE_REMOVED', { name }), ['id']);

export const endedEarly = (exitCode: number | null, lines: readonly string[]): AppError => {
  const output = lastOutput(lines);
  return toError(
    exitCode === null
      ? sayInstance('INSTANCE_ENDED_EARLY.signal', { output })
      : sayInstance('INSTANCE_ENDED_EARLY', { exitCode, output }),
  );
};

export const notHealthyInTime = (limitMs: number, reason: string, lines: readonly string[]): AppError => {
  const facts = { seconds: Math.round(limitMs / 1000), reason, output: lastOutput(lines) };
  return toError(sayInstance('INSTANCE_NOT_HEALTHY', facts));
};

const lastOutput = (lines: readonly string[]): Said =>
  lines.length === 0 ? sayInstance('LAST_OUTPUT.none') : sayInstance('LAST_OUTPUT', { lines: lines.join('\n') });
