import type { Manifest, ManifestInterface } from './manifest.ts';

/** One callable interface of a package together with the plugin and registration it stands under. */
export type PackageInterface = ManifestInterface & {
  pluginName: string;
  /** Empty for an interface of an unnamed registration. */
  registration: string;
  /** `package/plugin(registration)/action`, the key of the service. */
  serviceName: string;
};

/** All interfaces of a manifest; of two with the same service name the first stands. */
export function manifestInterfaces(manifest: Manifest): PackageInterface[] {
  const found = new Map<string, PackageInterface>();
  for (const plugin of manifest.plugins) {
    for (const call of plugin.interfaces) {
      const name = serviceName(manifest.name, plugin.name, plugin.registerName, call.action);
      if (!found.has(name)) {
        found.set(name, { ...call, pluginName: plugin.name, registration: plugin.registerName, serviceName: name });
      }
    }
  }
  return [...found.values()];
}

/** The stable key of a service: `package/plugin(registration)/action`, without brackets when there is no registration. */
export function serviceName(packageName: string, pluginName: string, registration: string, action: string): string {
  return `${packageName}/${registration === '' ? pluginName : `${pluginName}(${registration})`}/${action}`;
}
