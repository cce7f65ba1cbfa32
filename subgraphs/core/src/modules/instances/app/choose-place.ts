import { type Problem, type Said, saidBy, toProblem } from '@wecube/kit';
import type { HostRecord } from '../../resources/index.ts';
import { databaseDeclaredBy } from '../domain/declared-database.ts';
import { launchProblems } from '../domain/errors.ts';
import type { InstanceNeeds } from '../domain/instance.ts';
import { type HostVerdict, judgeHosts, placeInstance } from '../domain/place-instance.ts';
import { fixedPortsOf, portVariablesOf } from '../domain/plan-ports.ts';
import { runtimeFor, supportedDrivers } from '../domain/runtime.ts';
import { sayInstance } from '../domain/texts.ts';
import type { LaunchablePackage } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { readHostFacts } from './host-facts.ts';
import { readDemands } from './read-demands.ts';

type Dependencies = Pick<
  InstanceDependencies,
  'packages' | 'resources' | 'repository' | 'settings' | 'variables' | 'databases' | 'grants'
>;

/** What may be asked of a place. */
export type PlaceRequest = {
  needs: InstanceNeeds;
  /** The one host, chosen by a person. */
  hostId?: string | null;
  /** Only these hosts. */
  among?: readonly string[] | null;
  /** None of these hosts. */
  avoid?: readonly string[];
  /** Hosts of instances that will be there, but are not in the database yet. */
  planned?: readonly string[];
};
export type Place = { pack: LaunchablePackage; host: HostRecord; reason: Said };
export type PlaceOutcome = Place | { problems: Problem[] };

/** Finds out whether and where a package can be launched, before anything is changed. */
export async function choosePlace(
  dependencies: Dependencies,
  packageId: string,
  request: PlaceRequest,
): Promise<PlaceOutcome> {
  const pack = await dependencies.packages.findPackage(packageId);
  if (!pack) return { problems: [launchProblems.packageNotFound(packageId)] };
  const problem = await packageProblem(dependencies, pack, request.needs);
  if (problem) return { problems: [problem] };
  const place = await findPlace(dependencies, pack, request);
  if ('problems' in place || place.host.driver !== 'DOCKER') return place;
  const missing = (await readDemands(dependencies, pack)).filter(({ grant }) => grant === null);
  return missing.length === 0 ? place : { problems: [launchProblems.grantNeeded(pack, missing)] };
}

async function findPlace(
  dependencies: Dependencies,
  pack: LaunchablePackage,
  request: PlaceRequest,
): Promise<PlaceOutcome> {
  if (request.hostId) return chosenPlace(dependencies, pack, request, request.hostId);
  const verdicts = await surveyHosts(dependencies, pack, request);
  const place = placeInstance(verdicts, pack.name);
  const host = place && (await dependencies.resources.findHost(place.hostId));
  return place && host ? { pack, host, reason: place.reason } : { problems: [noPlace(dependencies, pack, verdicts)] };
}

/** What is said about every host that could run the package, the best first. */
export async function surveyHosts(
  dependencies: Dependencies,
  pack: LaunchablePackage,
  { needs, among, avoid = [], planned = [] }: PlaceRequest,
): Promise<HostVerdict[]> {
  const drivers = supportedDrivers(pack.manifest);
  const mayRun = (host: HostRecord) => drivers.includes(host.driver) && mayRunOn(dependencies, pack, host);
  const facts = (await readHostFacts(dependencies, pack.name, mayRun))
    .filter(({ id, driver }) => drivers.includes(driver) && (among?.includes(id) ?? true) && !avoid.includes(id))
    .map((host) => withPlanned(host, needs, planned.filter((id) => id === host.id).length));
  const fixedPorts = await readFixedPorts(dependencies, pack, drivers);
  const verdicts = judgeHosts(facts, { ...needs, drivers, fixedPorts });
  return verdicts.map((verdict) =>
    verdict.host.driver === 'PROCESS' && !mayRunOn(dependencies, pack, verdict.host)
      ? { ...verdict, refusal: sayInstance('HOST_UNFIT.process', { host: verdict.host.name }) }
      : verdict,
  );
}

type Facts = HostVerdict['host'];

const withPlanned = (host: Facts, needs: InstanceNeeds, count: number): Facts => ({
  ...host,
  siblings: host.siblings + count,
  used: {
    instances: host.used.instances + count,
    memoryMiB: host.used.memoryMiB + count * (needs.memoryMiB ?? 0),
    cpus: host.used.cpus + count * (needs.cpus ?? 0),
  },
});

/** Ports that the manifest fixes on a Docker host. */
export async function readFixedPorts(
  { variables }: Dependencies,
  { name: packageName, manifest }: LaunchablePackage,
  drivers: ReturnType<typeof supportedDrivers>,
): Promise<number[]> {
  if (!drivers.includes('DOCKER')) return [];
  const runtime = runtimeFor(manifest, 'DOCKER');
  const values = new Map<string, string>();
  for (const name of portVariablesOf(runtime)) {
    values.set(name, (await variables.effective(name, packageName))?.value ?? '');
  }
  return fixedPortsOf(runtime, values);
}

async function chosenPlace(
  dependencies: Dependencies,
  pack: LaunchablePackage,
  { needs, planned }: PlaceRequest,
  hostId: string,
): Promise<PlaceOutcome> {
  const host = await dependencies.resources.findHost(hostId);
  if (!host) return { problems: [launchProblems.hostNotFound(hostId)] };
  if (!supportedDrivers(pack.manifest).includes(host.driver)) {
    return { problems: [launchProblems.driverNotSupported(pack, host.driver)] };
  }
  if (!mayRunOn(dependencies, pack, host)) return { problems: [launchProblems.processNotAllowed(pack)] };
  const [verdict] = await surveyHosts(dependencies, pack, { needs, planned, among: [hostId] });
  if (verdict?.host.unavailable) {
    return { problems: [launchProblems.hostUnavailable(host.name, verdict.host.unavailable)] };
  }
  if (verdict?.refusal) return { problems: [launchProblems.noRoom(pack, [verdict.refusal])] };
  return { pack, host, reason: sayInstance('PLACED.chosen', { host: host.name }) };
}

async function packageProblem(
  { databases }: Dependencies,
  pack: LaunchablePackage,
  { databaseServerId }: InstanceNeeds,
): Promise<Problem | null> {
  if (pack.status !== 'REGISTERED') return launchProblems.packageNotRegistered(pack, pack.status);
  if (supportedDrivers(pack.manifest).length === 0) return launchProblems.noRuntime(pack);
  const database = databaseDeclaredBy(pack.manifest);
  if (!database) return null;
  try {
    const isThere = await databases.available(pack.name, databaseServerId);
    return isThere ? null : launchProblems.mysqlNeeded(pack, database.schema);
  } catch (error) {
    const said = saidBy(error);
    if (typeof said === 'string') throw error;
    return toProblem(said, ['databaseServerId']);
  }
}

function noPlace(dependencies: Dependencies, pack: LaunchablePackage, verdicts: readonly HostVerdict[]): Problem {
  const drivers = supportedDrivers(pack.manifest);
  if (verdicts.length === 0) return launchProblems.noSuitableHost(pack, drivers);
  const allowed = verdicts.filter(({ host }) => mayRunOn(dependencies, pack, host));
  if (allowed.length === 0) return launchProblems.processNotAllowed(pack);
  const [first] = allowed;
  if (first?.host.unavailable && allowed.every(({ host }) => host.unavailable !== null)) {
    return launchProblems.hostUnavailable(first.host.name, first.host.unavailable);
  }
  return launchProblems.noRoom(
    pack,
    allowed.flatMap(({ refusal }) => refusal ?? []),
  );
}

// A process has the rights of the platform's user, so only what we ship, or what an administrator trusts, may be one.
function mayRunOn({ settings }: Dependencies, pack: LaunchablePackage, host: Pick<HostRecord, 'driver'>): boolean {
  return host.driver !== 'PROCESS' || settings.allowProcessPackages || settings.shippedDigests.has(pack.digest);
}
