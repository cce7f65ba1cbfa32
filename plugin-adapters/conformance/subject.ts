import {
  type Manifest,
  manifestEntities,
  manifestInterfaces,
  type PackageInterface,
  type PluginEntity,
  parseManifest,
} from '../contract/index.ts';
import { Skip } from './check.ts';
import type { Connection } from './connection.ts';
import type { Gateway } from './gateway.ts';
import type { PackageArchive } from './package-archive.ts';

/** The plugin's program, when the kit itself started it. */
export type Program = {
  readonly startedInMs: number;
  isRunning(): boolean;
  /** What it wrote so far. */
  log(): Promise<string>;
  /** What it must not tell anybody. */
  readonly secrets: readonly string[];
  /** Asks it to end; how long that took, or null when it had to be killed. */
  stop(): Promise<number | null>;
};

export type Allowed = {
  /** Objects may be created, changed and deleted; what the kit made it takes away again. */
  write: boolean;
  /** Which interfaces may be called: `plugin/action`, all, or none. */
  calls: readonly string[] | 'all';
};

/** Inputs that make a call succeed, by `plugin/action`. */
export type CallInputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type SubjectParts = {
  packageName: string;
  manifestBytes: Uint8Array | null;
  archive: PackageArchive | null;
  connection: Connection | null;
  /** Why there is no connection. */
  notStarted?: string;
  gateway: Gateway | null;
  program: Program | null;
  allowed: Allowed;
  inputs: CallInputs;
  /** An answer that takes longer is called slow. */
  slowMs: number;
};

export type ModelEntity = {
  name: string;
  attributes: {
    name: string;
    dataType: string;
    required: boolean;
    refPackage: string | null;
    refEntity: string | null;
  }[];
};

/** The plugin under test and what is known of it; whatever is found out is found out once. */
export class Subject {
  readonly #known = new Map<string, Promise<unknown>>();
  readonly parsed;

  constructor(readonly parts: SubjectParts) {
    this.parsed = parts.manifestBytes ? parseManifest(parts.manifestBytes) : null;
  }

  get packageName(): string {
    return this.parsed?.ok ? this.parsed.manifest.name : this.parts.packageName;
  }

  get manifest(): Manifest {
    if (this.parsed?.ok) return this.parsed.manifest;
    throw new Skip(this.parsed ? 'the manifest cannot be read' : 'no manifest was given (--manifest FILE, or a zip)');
  }

  get archive(): PackageArchive {
    if (this.parts.archive) return this.parts.archive;
    throw new Skip('no zip was given');
  }

  get connection(): Connection {
    if (this.parts.connection) return this.parts.connection;
    throw new Skip(this.parts.notStarted ?? 'the program does not run');
  }

  once<Fact>(name: string, find: () => Promise<Fact>): Promise<Fact> {
    const known = this.#known.get(name) ?? find();
    this.#known.set(name, known);
    return known as Promise<Fact>;
  }

  /** The interfaces that may be called. */
  calls(): readonly PackageInterface[] {
    const all = manifestInterfaces(this.manifest);
    if (all.length === 0) throw new Skip('the manifest declares no interface');
    const { calls } = this.parts.allowed;
    const chosen = all.filter(
      (call) => calls === 'all' || calls.includes(callName(call)) || calls.includes(call.serviceName),
    );
    if (chosen.length === 0)
      throw new Skip('interfaces are not called unless they are chosen (--call NAME, --call all)');
    return chosen;
  }

  requireWrites(): void {
    if (!this.parts.allowed.write) throw new Skip('objects are not changed unless it is allowed (--write)');
  }

  requireKey(): string {
    const { signingKey } = this.connection;
    if (signingKey !== null) return signingKey;
    throw new Skip('the key that the plugin was started with is not known (JWT_SIGNING_KEY, --key-file FILE)');
  }
}

/** `plugin/action`, as it is chosen on the command line. */
export const callName = ({ pluginName, action }: Pick<PackageInterface, 'pluginName' | 'action'>): string =>
  `${pluginName}/${action}`;

/** The entities that the manifest declares, in the kit's form. */
export function declaredEntities(manifest: Manifest): ModelEntity[] {
  return manifestEntities(manifest).map(({ name, attributes }) => ({
    name,
    attributes: attributes.map(({ references, ...attribute }) => ({
      ...{ name: attribute.name, dataType: attribute.dataType, required: attribute.required },
      ...{ refPackage: references?.packageName ?? null, refEntity: references?.entityName ?? null },
    })),
  }));
}

/** The entities that a running plugin describes, in the kit's form. */
export function describedEntities(entities: readonly PluginEntity[]): ModelEntity[] {
  return entities.map(({ name, attributes }) => ({
    name,
    attributes: attributes.map((attribute) => ({
      ...{ name: attribute.name, dataType: attribute.dataType, required: attribute.required },
      ...{ refPackage: attribute.refPackageName, refEntity: attribute.refEntityName },
    })),
  }));
}
