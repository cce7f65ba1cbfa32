import type { Problem, Said } from '@wecube/kit';
import type { ServerVerdict } from '../../resources/index.ts';
import { launchProblems } from '../domain/errors.ts';
import { type HostVerdict, placeInstance } from '../domain/place-instance.ts';
import { needsAllocation, usesMonitorPort } from '../domain/plan-ports.ts';
import { runtimeFor, supportedDrivers } from '../domain/runtime.ts';
import { readFixedPorts, surveyHosts } from './choose-place.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { type LaunchRequest, needsOf } from './launch-instance.ts';
import { type JudgedDemand, readDemands } from './read-demands.ts';
import { surveyServers } from './survey-servers.ts';

/** What a launch would do, before anybody asks for it. */
export type LaunchPreview = {
  hosts: readonly HostVerdict[];
  /** Where an automatic launch would go now, and why. */
  place: { hostId: string; reason: Said } | null;
  fixedPorts: readonly number[];
  allocatesPort: boolean;
  usesMonitorPort: boolean;
  volumes: readonly string[];
  schemas: readonly string[];
  buckets: readonly string[];
  /** Where its schema, its bucket and its user of the proxy would go. */
  servers: readonly ServerVerdict[];
  /** What it asks beyond the confinement, where it would run in a container. */
  demands: readonly JudgedDemand[];
  problems: readonly Problem[];
};

type Dependencies = Pick<
  InstanceDependencies,
  'packages' | 'resources' | 'repository' | 'settings' | 'variables' | 'databases' | 'grants' | 'proxy'
>;

export function createPreviewLaunch(dependencies: Dependencies) {
  return async ({ packageId, ...request }: LaunchRequest): Promise<LaunchPreview> => {
    const pack = await dependencies.packages.findPackage(packageId);
    if (!pack) return { ...NOTHING, problems: [launchProblems.packageNotFound(packageId)] };
    const drivers = supportedDrivers(pack.manifest);
    const [driver] = drivers;
    if (!driver) return { ...NOTHING, problems: [launchProblems.noRuntime(pack)] };
    const hosts = await surveyHosts(dependencies, pack, { needs: needsOf(request) });
    const place = placeInstance(hosts, pack.name);
    const runsOn = hosts.find(({ host }) => host.id === (request.hostId ?? place?.hostId))?.host.driver ?? driver;
    const runtime = runtimeFor(pack.manifest, runsOn);
    const { mysql, s3 } = pack.manifest.resources;
    return {
      ...{ hosts, place, problems: [] },
      fixedPorts: runsOn === 'DOCKER' ? await readFixedPorts(dependencies, pack, drivers) : [],
      allocatesPort: needsAllocation(runtime),
      usesMonitorPort: usesMonitorPort(runtime),
      volumes: runtime.volumeBindings,
      schemas: mysql.map(({ schema }) => schema).filter(Boolean),
      buckets: s3.map(({ bucketName }) => bucketName).filter(Boolean),
      servers: await surveyServers(dependencies, pack),
      demands: runsOn === 'DOCKER' ? await readDemands(dependencies, pack) : [],
    };
  };
}

const NOTHING = {
  ...{ hosts: [], place: null, fixedPorts: [], allocatesPort: false, usesMonitorPort: false },
  ...{ volumes: [], schemas: [], buckets: [], servers: [], demands: [] },
};
