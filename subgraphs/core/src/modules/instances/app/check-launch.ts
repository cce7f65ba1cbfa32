import type { Problem } from '@wecube/kit';
import type { HostRecord } from '../../resources/index.ts';
import { launchProblems } from '../domain/errors.ts';
import { supportedDrivers } from '../domain/runtime.ts';
import type { LaunchablePackage } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';

type Dependencies = Pick<InstanceDependencies, 'packages' | 'resources' | 'settings'>;
type LaunchTarget = { pack: LaunchablePackage; host: HostRecord };

/** Finds out whether and where a package can be launched, before anything is changed. */
export async function checkLaunch(
  dependencies: Dependencies,
  { packageId, hostId }: { packageId: string; hostId?: string | null },
): Promise<LaunchTarget | { problems: Problem[] }> {
  const pack = await dependencies.packages.findPackage(packageId);
  if (!pack) return { problems: [launchProblems.packageNotFound(packageId)] };
  const problems = packageProblems(pack);
  if (problems.length > 0) return { problems };
  const host = hostId ? await checkHost(dependencies, pack, hostId) : await chooseHost(dependencies, pack);
  return 'problem' in host ? { problems: [host.problem] } : { pack, host: host.host };
}

function packageProblems(pack: LaunchablePackage): Problem[] {
  if (pack.status !== 'REGISTERED') return [launchProblems.packageNotRegistered(pack, pack.status)];
  if (supportedDrivers(pack.manifest).length === 0) return [launchProblems.noRuntime(pack)];
  const schema = pack.manifest.resources.mysql.map((server) => server.schema).find((name) => name !== '');
  return schema === undefined ? [] : [launchProblems.mysqlNeeded(pack, schema)];
}

type HostChoice = { host: HostRecord } | { problem: Problem };

async function checkHost(dependencies: Dependencies, pack: LaunchablePackage, hostId: string): Promise<HostChoice> {
  const host = await dependencies.resources.findHost(hostId);
  if (!host) return { problem: launchProblems.hostNotFound(hostId) };
  if (!supportedDrivers(pack.manifest).includes(host.driver)) {
    return { problem: launchProblems.driverNotSupported(pack, host.driver) };
  }
  if (!mayRunOn(dependencies, pack, host)) return { problem: launchProblems.processNotAllowed(pack) };
  const check = await dependencies.resources.checkHost(host);
  return check.available ? { host } : { problem: launchProblems.hostUnavailable(host.name, check.reason) };
}

/** The first host, in the order of what the manifest supports, that may and can run the package. */
async function chooseHost(dependencies: Dependencies, pack: LaunchablePackage): Promise<HostChoice> {
  const drivers = supportedDrivers(pack.manifest);
  const hosts = await dependencies.resources.hosts();
  const suitable = drivers.flatMap((driver) => hosts.filter((host) => host.driver === driver));
  const allowed = suitable.filter((host) => mayRunOn(dependencies, pack, host));
  let problem: Problem | undefined;
  for (const host of allowed) {
    const check = await dependencies.resources.checkHost(host);
    if (check.available) return { host };
    problem ??= launchProblems.hostUnavailable(host.name, check.reason);
  }
  if (problem) return { problem };
  return {
    problem:
      suitable.length > 0 ? launchProblems.processNotAllowed(pack) : launchProblems.noSuitableHost(pack, drivers),
  };
}

// A process has the rights of the platform's user, so only what we ship, or what an administrator trusts, may be one.
function mayRunOn({ settings }: Dependencies, pack: LaunchablePackage, host: HostRecord): boolean {
  return host.driver !== 'PROCESS' || settings.allowProcessPackages || settings.shippedDigests.has(pack.digest);
}
