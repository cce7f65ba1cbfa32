import type { ModuleParts } from '../../context.ts';
import type { PackageParticipant, PackageRecord } from '../packages/index.ts';
import { commandResolver } from './api/command.resolver.ts';
import { LaunchGrantResolver } from './api/grant.resolver.ts';
import { InstanceResolver } from './api/instance.resolver.ts';
import { instanceChangedResolver } from './api/instance-changed.resolver.ts';
import { observationResolver } from './api/observation.resolver.ts';
import { PackageInstancesResolver } from './api/package-instances.resolver.ts';
import { registryResolver } from './api/registry.resolver.ts';
import { upgradeResolver } from './api/upgrade.resolver.ts';
import { createAdvanceUpgrades } from './app/advance-upgrades.ts';
import { createChangeGrants } from './app/change-grants.ts';
import type { InstanceDependencies } from './app/dependencies.ts';
import { ensureIdentity } from './app/ensure-identity.ts';
import { createFinishRemoval } from './app/finish-removal.ts';
import { createFinishStop } from './app/finish-stop.ts';
import { createFollowLog } from './app/follow-log.ts';
import { createFollowUsage } from './app/follow-usage.ts';
import { forwardRegistryChanges } from './app/forward-registry-changes.ts';
import { createKeyedLock } from './app/keyed-lock.ts';
import { createAddInstance, createLaunchInstance } from './app/launch-instance.ts';
import { createLaunchSteps } from './app/launch-steps.ts';
import type { LaunchStep } from './app/launch-work.ts';
import { createInstancesParticipant } from './app/package-participant.ts';
import { createPluginTargets, type PluginTargets } from './app/plugin-targets.ts';
import { createPluginToken, type PluginToken } from './app/plugin-token.ts';
import { createPreviewLaunch } from './app/preview-launch.ts';
import { readBelongings } from './app/read-belongings.ts';
import { createReadLog } from './app/read-log.ts';
import { createReadRegistry } from './app/read-registry.ts';
import { createRelaunchInstance } from './app/relaunch-instance.ts';
import { createRemoveInstance } from './app/remove-instance.ts';
import { createReplaceInstance } from './app/replace-instance.ts';
import { createRollBackUpgrade } from './app/roll-back-upgrade.ts';
import { createRunLaunch } from './app/run-launch.ts';
import { createScalePackage } from './app/scale-package.ts';
import { createStartCommand } from './app/start-command.ts';
import { createStartUpgrade } from './app/start-upgrade.ts';
import { createLoseCommands, createStopCommand } from './app/stop-command.ts';
import { createStopInstance } from './app/stop-instance.ts';
import { createStopProcessInstances } from './app/stop-process-instances.ts';
import { createSupervisor, type Supervisor } from './app/supervise-instances.ts';
import { createTargetCache } from './app/target-cache.ts';
import { createUserToken } from './app/user-token.ts';
import { createHostWatch } from './app/watch-hosts.ts';
import { createWatchInstance } from './app/watch-instance.ts';
import { type CommandRepository, createCommandRepository } from './data/command-repository.ts';
import { createGrantRepository } from './data/grant-repository.ts';
import { createIdentityRepository, type IdentityRepository } from './data/identity-repository.ts';
import { createInstanceRepository, type InstanceRepository } from './data/instance-repository.ts';
import { createLeaseRepository } from './data/lease-repository.ts';
import { createUpgradeRepository, type UpgradeRepository } from './data/upgrade-repository.ts';
import type { PluginIdentity } from './domain/plugin-identity.ts';
import type { EntityCatalogue, Ownership, PackageCatalogue, SecretBox, TokenMint } from './ports.ts';

export type InstancesDependencies = Omit<InstanceDependencies, 'repository' | 'identities' | 'grants' | 'packages'> & {
  packages: PackageCatalogue & { findPackage(id: string): Promise<PackageRecord | null> };
  catalogue: EntityCatalogue;
  secretBox: SecretBox;
  ownership: Ownership;
  mintToken: TokenMint;
  /** For tests that end the platform inside a step. */
  changeSteps?(steps: LaunchStep[]): LaunchStep[];
  /** Topics whose events may change what the adapter host serves. */
  registryTopics: readonly string[];
};

/** Who packages are towards the platform, with the keys that sign for them. */
export type PluginIdentities = {
  all(): Promise<readonly PluginIdentity[]>;
  /** Makes one where there is none. */
  ensure(packageName: string): Promise<{ identity: PluginIdentity; isNew: boolean }>;
};

export type InstancesModule = {
  parts: ModuleParts;
  participant: PackageParticipant;
  pluginInstances: { targets: PluginTargets; token: PluginToken };
  identities: PluginIdentities;
  /** Ends instances that are processes; they run again after the next start. */
  stopProcessInstances(): Promise<void>;
  launch: ReturnType<typeof createLaunchInstance>;
  remove: ReturnType<typeof createRemoveInstance>;
  restart: ReturnType<typeof createRelaunchInstance>;
  start: ReturnType<typeof createRelaunchInstance>;
  stop: ReturnType<typeof createStopInstance>;
  scale: ReturnType<typeof createScalePackage>;
  startUpgrade: ReturnType<typeof createStartUpgrade>;
  rollBackUpgrade: ReturnType<typeof createRollBackUpgrade>;
  upgrades: UpgradeRepository;
  startCommand: ReturnType<typeof createStartCommand>;
  stopCommand: ReturnType<typeof createStopCommand>;
  commands: CommandRepository;
  previewLaunch: ReturnType<typeof createPreviewLaunch>;
  grantDemands: ReturnType<typeof createChangeGrants>['grantDemands'];
  withdrawGrants: ReturnType<typeof createChangeGrants>['withdrawGrants'];
  repository: InstanceRepository;
  identityRepository: IdentityRepository;
  supervisor: Supervisor;
};

/** Instances: launch, watch, restart and removal, and where calls to plugins go. */
export function createInstancesModule(dependencies: InstancesDependencies): InstancesModule {
  const { database, packages, pubSub, resources } = dependencies;
  const repository = createInstanceRepository(database);
  const identities = createIdentityRepository(database, dependencies.secretBox);
  const grants = createGrantRepository(database);
  const reachable = new Set<string>();
  const cache = createTargetCache(
    {
      targets: createPluginTargets({ repository, packages, reachable }),
      token: createPluginToken({ ...dependencies, identities, mint: dependencies.mintToken }),
    },
    dependencies.clock,
  );
  const { targets, token } = cache;
  const markReachable = (id: string): void => {
    reachable.add(id);
    cache.clear();
  };
  const all = {
    ...dependencies,
    repository,
    identities,
    grants,
    reachable,
    markReachable,
    filesLock: createKeyedLock(),
  };
  const placing = { ...all, placementLock: createKeyedLock() };
  const replaceInstance = createReplaceInstance(placing);
  const upgrades = createUpgradeRepository(database);
  const steps = createLaunchSteps(all);
  const readLog = createReadLog(all);
  const supervisor = createSupervisor({
    ...all,
    leases: createLeaseRepository(database),
    intervalMs: dependencies.settings.watchIntervalMs,
    runLaunch: createRunLaunch({ ...all, steps: dependencies.changeSteps?.(steps) ?? steps, replaceInstance }),
    watchInstance: createWatchInstance({ ...all, readLog, replaceInstance }),
    finishStop: createFinishStop(all),
    finishRemoval: createFinishRemoval(all),
    advanceUpgrades: () => advanceUpgrades(),
  });
  const addInstance = createAddInstance({ ...placing, supervisor });
  const remove = createRemoveInstance({ ...all, supervisor });
  const advanceUpgrades = createAdvanceUpgrades({ ...all, upgrades, addInstance, remove });
  const useCases = {
    repository,
    readLog,
    findPackage: packages.findPackage,
    findHost: resources.findHost,
    launch: createLaunchInstance({ ...placing, supervisor }),
    remove,
    restart: createRelaunchInstance({ ...all, supervisor }, 'restart'),
    start: createRelaunchInstance({ ...all, supervisor }, 'start'),
    stop: createStopInstance({ ...all, supervisor }),
    scale: createScalePackage({ ...all, addInstance, remove }),
    belongings: (instance: { id: string; packageName: string }) => readBelongings(all, instance),
    previewLaunch: createPreviewLaunch(all),
    upgrades,
    startUpgrade: createStartUpgrade({ ...all, upgrades, supervisor }),
    rollBackUpgrade: createRollBackUpgrade({ ...all, upgrades, supervisor }),
  };
  const commands = {
    ...{ ...all, commands: createCommandRepository(database) },
    inHand: new Map<string, AbortController>(),
  };
  const commandUseCases = {
    commands: commands.commands,
    startCommand: createStartCommand(commands),
    stopCommand: createStopCommand(commands),
  };
  const changeGrants = createChangeGrants(all);
  const loseCommands = createLoseCommands(commands);
  const hostWatch = createHostWatch({ ...all, supervisor });
  const stopProcessInstances = createStopProcessInstances({ ...all, supervisor });
  const readRegistry = createReadRegistry({ ...all, targets, token });
  const userToken = createUserToken({ ...dependencies, identities, mint: dependencies.mintToken });
  const forwarding = forwardRegistryChanges(pubSub, dependencies.registryTopics, cache.clear);
  return {
    parts: {
      resolvers: [
        [InstanceResolver, new InstanceResolver(useCases)],
        [PackageInstancesResolver, new PackageInstancesResolver(repository)],
        instanceChangedResolver(pubSub),
        observationResolver({ followLog: createFollowLog(all), followUsage: createFollowUsage(all) }),
        commandResolver(pubSub, commandUseCases),
        [LaunchGrantResolver, new LaunchGrantResolver({ ...changeGrants, grants })],
        upgradeResolver(pubSub, useCases),
        registryResolver(pubSub, { readRegistry, userToken, reportComposition: packages.reportComposition }),
      ],
      start: async () => {
        forwarding.start();
        await loseCommands();
        supervisor.start();
        await hostWatch.start();
      },
      stop: async () => {
        forwarding.stop();
        hostWatch.stop();
        for (const controller of commands.inHand.values()) controller.abort('STOPPED');
        await (dependencies.settings.stopInstancesOnExit ? stopProcessInstances() : supervisor.stop());
      },
    },
    participant: createInstancesParticipant(database.client, repository),
    pluginInstances: { targets, token },
    identities: {
      all: identities.all,
      ensure: (packageName) => ensureIdentity({ ...dependencies, identities }, packageName),
    },
    stopProcessInstances,
    ...useCases,
    ...commandUseCases,
    ...changeGrants,
    identityRepository: identities,
    supervisor,
  };
}
