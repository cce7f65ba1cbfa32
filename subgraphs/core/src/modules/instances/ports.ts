import type { Readable } from 'node:stream';
import type { LocalizedText } from './domain/localized-text.ts';

/** How a host runs instances. */
export type HostDriver = 'PROCESS' | 'DOCKER';

/** What a package brings to a host before an instance of it can be created. */
export type PackageBundle = {
  packageName: string;
  version: string;
  /** Tag inside image.tar; `null` when the package has no image. */
  imageName: string | null;
  files(): Promise<readonly BundleFile[]>;
  open(path: string): Promise<Readable>;
};
export type BundleFile = { path: string; sizeBytes: number };

/** Everything a host needs to create one container. The instance's id is the container's identity on its host. */
export type ContainerSpec = {
  instanceId: string;
  packageName: string;
  version: string;
  /** Command and arguments; only for the process driver. */
  command: readonly string[];
  imageName: string | null;
  /** The whole environment, nothing is inherited but PATH. */
  environment: Readonly<Record<string, string>>;
  ports: readonly PortBinding[];
  volumes: readonly VolumeBinding[];
};
export type PortBinding = { hostPort: number; containerPort: number };
export type VolumeBinding = { hostPath: string; containerPath: string; readOnly: boolean };

export type ContainerState =
  | { status: 'CREATED' | 'RUNNING' }
  | { status: 'EXITED'; exitCode: number | null }
  /** The host knows no container of this instance. */
  | { status: 'ABSENT' };

export type HostCheck = { available: true } | { available: false; reason: string };

/**
 * A machine that runs containers (or plain processes) for instances.
 * Every call names the instance only, so that it works after the platform was killed; all but `create` and `start`
 * may be repeated and do nothing when there is nothing to do.
 */
export interface ContainerHost {
  readonly driver: HostDriver;
  /** Says why the host cannot be used, in words for a person. */
  check(): Promise<HostCheck>;
  /** Brings the package's files or image to the host; `true` when they were not there before. */
  install(bundle: PackageBundle): Promise<boolean>;
  /** Takes the package's files or image away again. */
  uninstall(bundle: Pick<PackageBundle, 'packageName' | 'version' | 'imageName'>): Promise<void>;
  /** Makes the container; nothing runs yet. */
  create(spec: ContainerSpec): Promise<void>;
  /** Starts a created container. The process outlives the platform. */
  start(instanceId: string): Promise<void>;
  /** Takes a container that an earlier life of the platform started under its care; `false` when it does not run. */
  adopt(instanceId: string): Promise<boolean>;
  inspect(instanceId: string): Promise<ContainerState>;
  /** Ends the container's processes: politely first, by force after `graceMs`. */
  stop(instanceId: string, graceMs: number): Promise<void>;
  /** Takes the stopped container away, its log with it. */
  remove(instanceId: string): Promise<void>;
  /** The last lines of stdout and stderr, oldest first. */
  logs(instanceId: string, lines: number): Promise<readonly string[]>;
}

/** The files that came with a package's zip. */
export interface PackageFiles {
  list(pack: PackageAddress): Promise<readonly BundleFile[]>;
  open(pack: PackageAddress, path: string): Promise<Readable>;
}
export type PackageAddress = { name: string; version: string };

/** What the adapter host must know of a package's model to serve it. */
export interface EntityCatalogue {
  entitiesOf(packageName: string): Promise<readonly unknown[]>;
}

/** Fetches a dynamic data model once an instance can answer; the words say what changed. */
export interface ModelSync {
  sync(packageName: string): Promise<LocalizedText>;
}

/** Encrypts what the database must keep but nobody may read there. */
export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
}
