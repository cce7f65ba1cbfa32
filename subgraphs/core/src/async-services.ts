import type { Manifest } from '@wecube/plugin-adapters/contract';

type Service = { packageId: string; pluginName: string; action: string };
type Packages = { findPackage(id: string): Promise<{ manifest: Manifest } | null> };
type Services<Found> = { find(name: string): Promise<Found | null> };

const MOST_KEPT = 1_000;

/** Services with what their manifest says about when they answer: at once, or later by a callback. */
export function withAnswerTime<Found extends Service>(services: Services<Found>, packages: Packages) {
  // A package never changes once it is stored, so what was read of it stays true.
  const known = new Map<string, Promise<boolean>>();
  const isAsync = (service: Service): Promise<boolean> => {
    const key = JSON.stringify([service.packageId, service.pluginName, service.action]);
    const found = known.get(key) ?? readFlag(packages, service);
    if (known.size > MOST_KEPT) known.clear();
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
  return {
    async find(name: string): Promise<(Found & { isAsync: boolean }) | null> {
      const service = await services.find(name);
      return service && { ...service, isAsync: await isAsync(service) };
    },
  };
}

async function readFlag(packages: Packages, { packageId, pluginName, action }: Service): Promise<boolean> {
  const pack = await packages.findPackage(packageId);
  const plugins = pack?.manifest.plugins.filter(({ name }) => name === pluginName) ?? [];
  return plugins.flatMap(({ interfaces }) => interfaces).some((one) => one.action === action && one.async);
}
