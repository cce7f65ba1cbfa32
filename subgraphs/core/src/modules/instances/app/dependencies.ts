import type { Clock, Logger, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { HostRecord, ResourcesModule } from '../../resources/index.ts';
import type { GrantRepository } from '../data/grant-repository.ts';
import type { IdentityRepository } from '../data/identity-repository.ts';
import type { InstanceRepository } from '../data/instance-repository.ts';
import type {
  BucketSource,
  ContainerHost,
  DatabaseSource,
  DomainProxy,
  ModelSync,
  PackageCatalogue,
  PackageEstate,
  PackageFiles,
  ReadyProbe,
  VariableSource,
} from '../ports.ts';

type PlacesOfResources =
  | 'hosts'
  | 'findHost'
  | 'checkHost'
  | 'survey'
  | 'hold'
  | 'reservePort'
  | 'reserveExactPorts'
  | 'portHolders'
  | 'releasePort'
  | 'releasePorts';

export type InstanceSettings = {
  dataDir: string;
  publicUrl: string;
  allowProcessPackages: boolean;
  /** Give plugins that mount the folder of certificates their secrets encrypted (RSA@...). */
  encryptPluginSecrets: boolean;
  /** SHA-256 of the packages that come with the product. */
  shippedDigests: ReadonlySet<string>;
  /** End process instances when the platform ends in good order; a killed platform leaves them running anyway. */
  stopInstancesOnExit: boolean;
  /** How long a launch waits for the instance to answer. */
  healthLimitMs: number;
  /** What an instance in a container may use when nobody said otherwise. */
  defaultMemoryMiB: number;
  defaultCpus: number;
  /** How long an instance may take to end politely. */
  stopGraceMs: number;
  /** Time between two looks at an instance. */
  watchIntervalMs: number;
  /** An instance whose host does not answer for so long is launched on another one. */
  replaceAfterMs: number;
  /** How long the instances of a new version must stay healthy before calls go to them. */
  upgradeGateMs: number;
  /** How long calls that an old version has in hand may take to end. */
  drainMs: number;
};

/** What the use cases of this module work with. */
export type InstanceDependencies = {
  database: CoreDatabase;
  repository: InstanceRepository;
  identities: IdentityRepository;
  grants: GrantRepository;
  audit: Audit;
  clock: Clock;
  pubSub: PubSub;
  logger: Logger;
  resources: Pick<ResourcesModule, PlacesOfResources>;
  packages: PackageCatalogue;
  files: PackageFiles;
  variables: VariableSource;
  modelSync: ModelSync;
  estate: PackageEstate;
  databases: DatabaseSource;
  buckets: BucketSource;
  proxy: DomainProxy;
  probe: ReadyProbe;
  containerHost(host: HostRecord): ContainerHost | null;
  settings: InstanceSettings;
};
