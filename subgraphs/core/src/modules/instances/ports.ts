import type { Readable } from 'node:stream';
import type { Session } from '@wecube/kit';
import type { Manifest } from '@wecube/plugin-adapters/contract';
import type { HostCheck, HostDriver } from '../resources/index.ts';
import type { Confinement } from './domain/runtime.ts';

export type { HostCheck, HostDriver };

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
  /** What a person allows it to use; `null` leaves it to the host. */
  limits?: { memoryMiB: number | null; cpus: number | null };
  /** What its package was granted beyond the confinement of every instance; only for hosts with containers. */
  confinement?: Confinement;
};
export type PortBinding = { hostPort: number; containerPort: number };
export type VolumeBinding = { hostPath: string; containerPath: string; readOnly: boolean };

export type ContainerState =
  | { status: 'CREATED' }
  /** `restarts`: how often the host itself started it again since it was created; absent when it never did. */
  | { status: 'RUNNING'; restarts?: number }
  | { status: 'EXITED'; exitCode: number | null }
  /** The host knows no container of this instance. */
  | { status: 'ABSENT' };

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
  /** Also of a container that an earlier life of the platform started. */
  inspect(instanceId: string): Promise<ContainerState>;
  /** Ends the container's processes: politely first, by force after `graceMs`. */
  stop(instanceId: string, graceMs: number): Promise<void>;
  /** Takes the stopped container away, its log with it. */
  remove(instanceId: string): Promise<void>;
  /** The last lines of stdout and stderr, oldest first. */
  logs(instanceId: string, lines: number): Promise<readonly string[]>;
  /** Tells of changes as they happen until the signal ends it. A stream that is lost is taken up again by itself. */
  watch(listener: HostListener, signal: AbortSignal): void;
  /**
   * The output as it is written, until the container ends or the signal comes. It is read no faster than the caller
   * takes it. Ends at once when there is no container.
   */
  follow(instanceId: string, from: LogStart, signal: AbortSignal): AsyncIterable<LogPart>;
  /** What the container uses, about once a second, until it ends or the signal comes. */
  usage(instanceId: string, signal: AbortSignal): AsyncIterable<Usage>;
  /**
   * Runs one command inside the container and gives its exit code; `null` when it had to be ended. Absent where an
   * instance is not confined, so that a command in it would be one on the machine.
   */
  run?(instanceId: string, command: CommandRun, signal: AbortSignal): Promise<number | null>;
}

/** What a host tells of its instances. All of it are hints: who hears one looks for himself. */
export interface HostListener {
  changed(instanceId: string): void;
  /** From here on nothing is missed; what was before has to be looked at. */
  resumed(): void;
  /** The host cannot tell any more. */
  lost(): void;
}

/** Where to begin with an output: at its last lines, or behind what was read before. */
export type LogStart = { tail: number } | { after: string };
export type LogPart = { lines: readonly string[]; cursor: string };

/** One look at what an instance uses. 100 percent is one processor. */
export type Usage = { at: Date; cpuPercent: number; memoryBytes: number; memoryLimitBytes: number | null };

/** A line for the container's shell, and where its output goes. */
export type CommandRun = { line: string; output(text: string): void };

/** Whether an instance answers; the reason is for a person. */
export interface ReadyProbe {
  ask(target: ReadyTarget, limitMs: number): Promise<{ ready: true } | { ready: false; reason: string }>;
}
/** Without a health path a TCP connection is enough. */
export type ReadyTarget = { address: string; port: number; healthPath: string };

/** The packages that can be launched. */
export interface PackageCatalogue {
  findPackage(id: string): Promise<LaunchablePackage | null>;
  activePackages(): Promise<readonly LaunchablePackage[]>;
  /** Keeps the composer's last word on the package's subgraph; `null` when it composes. */
  reportComposition(packageName: string, error: string | null, session: Session): Promise<boolean>;
}
export type LaunchablePackage = {
  id: string;
  name: string;
  version: string;
  status: string;
  active: boolean;
  /** SHA-256 of the zip, in hex. */
  digest: string;
  manifest: Manifest;
};

/** The files that came with a package's zip. */
export interface PackageFiles {
  list(pack: PackageAddress): Promise<readonly BundleFile[]>;
  open(pack: PackageAddress, path: string): Promise<Readable>;
}
export type PackageAddress = { name: string; version: string };

/** System variables by name: a package's own come before the global ones. */
export interface VariableSource {
  /** `declared`: what the version that asks declares under the name; it may not be the active version. */
  effective(
    name: string,
    packageName?: string,
    declared?: { defaultValue: string | null },
  ): Promise<{ value: string; secret: boolean } | null>;
}

/** What the adapter host must know of a package's model to serve it. */
export interface EntityCatalogue {
  entitiesOf(packageName: string): Promise<readonly unknown[]>;
}

/** Fetches a dynamic data model once an instance can answer. */
export interface ModelSync {
  /** Throws when the plugin did not give its model. */
  sync(packageName: string): Promise<SyncedModel>;
}
/** The version that the model has now, and how many of its entities and attributes differ from the one before. */
export type SyncedModel = { version: number; added: number; changed: number; removed: number };

/** What packages keep on servers beside their instances. `null`: there is none. */
export interface PackageEstate {
  schemaOf(packageName: string): Promise<string | null>;
  bucketOf(packageName: string): Promise<string | null>;
  /** The passwords that the package was given there; no output may show them. */
  secretsOf(packageName: string): Promise<readonly string[]>;
  dropDatabase(packageName: string): Promise<void>;
  dropBucket(packageName: string): Promise<void>;
}

/** Encrypts what the database must keep but nobody may read there. */
export interface SecretBox {
  seal(plain: string): string;
  /** Throws SECRET_UNREADABLE when it was sealed with another key or was changed. */
  open(sealed: string): string;
}

/** Which process of the platform works on an instance, and whether another such process is certainly gone. */
export interface Ownership {
  readonly self: string;
  isGone(owner: string): Promise<boolean>;
}

/** Makes a token of the platform for plugins in the form that they read; it needs no other input than these. */
export type TokenMint = (token: { signingKey: string; now: number; lifeMs: number; user?: PluginUser }) => string;
/** A person as a plugin knows one; the platform itself where no user is named. */
export type PluginUser = { name: string; roles: readonly string[] };

/** The database of a package on the MySQL server for plugins. */
export interface DatabaseSource {
  /** `false`: there is no server for it. Throws when none, or not the chosen one, can take the package. */
  available(packageName: string, chosenId?: string | null): Promise<boolean>;
  has(packageName: string): Promise<boolean>;
  /** Makes schema and user, once per package name, and runs what the scripts have for this version. May be repeated. */
  ensure(
    pack: PackageAddress,
    declaration: Manifest['resources']['mysql'][number],
    note: (line: string) => void,
    chosenId?: string | null,
  ): Promise<{ host: string; port: number; schema: string; user: string; password: string; ran: number }>;
  drop(packageName: string): Promise<void>;
}

/** The bucket of a package on the S3 server for plugins. */
export interface BucketSource {
  /** `false`: there is no server for it. Throws when none, or not the chosen one, can take the package. */
  available(packageName: string, chosenId?: string | null): Promise<boolean>;
  has(packageName: string): Promise<boolean>;
  /** Makes the bucket, once per package name, and copies the declared files into it. May be repeated. */
  ensure(
    pack: PackageAddress,
    declaration: Manifest['resources']['s3'][number],
    chosenId?: string | null,
  ): Promise<{ bucket: string; url: string; accessKey: string; secretKey: string; copied: number }>;
  drop(packageName: string): Promise<void>;
}

/** The proxy that lets each package through to its own domains. */
export interface DomainProxy {
  /** The proxy's address for the package, user and password in it; `null` without a proxy or anything to reach. */
  allow(
    packageName: string,
    declared: readonly string[],
    chosenId?: string | null,
  ): Promise<{ url: string; password: string; domains: readonly string[] } | null>;
  /** Whether somebody granted the package domains beside those that it declares. */
  hasDomains(packageName: string): Promise<boolean>;
  /** Takes what the package declares away again. */
  forget(packageName: string): Promise<void>;
}
