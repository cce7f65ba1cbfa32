import { type Manifest, serviceName } from '@wecube/plugin-adapters/contract';
import { isReadyToEnable, type ServiceRecord } from './service.ts';

/** A service as a manifest declares it, before anybody decided anything. */
export type DeclaredService = Omit<ServiceRecord, 'id' | 'packageId' | 'rowVersion'>;

/** One registration per `<plugin>`; of two services with the same name the first stands. */
export function declaredServices(manifest: Manifest): DeclaredService[] {
  const found = new Map<string, DeclaredService>();
  for (const plugin of manifest.plugins) {
    const targetEntity =
      plugin.targetEntity === '' ? null : `${plugin.targetPackage || manifest.name}:${plugin.targetEntity}`;
    for (const { action, path, httpMethod, type, inputs, outputs, idempotency } of plugin.interfaces) {
      const name = serviceName(manifest.name, plugin.name, plugin.registerName, action);
      if (found.has(name)) continue;
      found.set(name, {
        ...{ name, packageName: manifest.name, pluginName: plugin.name, registration: plugin.registerName, action },
        ...{ targetEntity, path, httpMethod, type, inputs, outputs, idempotency },
        enabled: isReadyToEnable({ targetEntity, inputs }),
      });
    }
  }
  return [...found.values()];
}

/** What a person decided about a service; it survives new versions of the package. */
export type ChosenSettings = {
  targetEntity: string | null;
  targetChosen: boolean;
  enabled: boolean;
  enabledChosen: boolean;
  idempotency: ServiceRecord['idempotency'];
  idempotencyChosen: boolean;
};

/** The service of a new version of the package with the decisions that were made about the old one. */
export function inheritSettings(declared: DeclaredService, chosen: ChosenSettings): DeclaredService {
  const targetEntity = chosen.targetChosen ? chosen.targetEntity : declared.targetEntity;
  const ready = isReadyToEnable({ targetEntity, inputs: declared.inputs });
  return {
    ...declared,
    targetEntity,
    idempotency: chosen.idempotencyChosen ? chosen.idempotency : declared.idempotency,
    enabled: ready && (chosen.enabledChosen ? chosen.enabled : true),
  };
}
