import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { GraphMember, GraphState } from './graph-store.ts';
import { diffSchemas } from './schema-diff.ts';
import { SerialFile } from './serial-file.ts';

const member = z.object({ name: z.string(), origin: z.enum(['local', 'static', 'registered']), digest: z.string() });
const version = z.object({
  version: z.number().int(),
  composedAt: z.string(),
  members: z.array(member),
  /** Who made it differ from the version before. */
  causes: z.array(z.object({ name: z.string(), change: z.enum(['JOINED', 'CHANGED', 'LEFT']) })),
  changes: z.array(
    z.object({
      kind: z.enum(['ADDED', 'REMOVED', 'CHANGED']),
      path: z.string(),
      description: z.string(),
      breaking: z.boolean(),
    }),
  ),
  /** All there were; of very many only the first are kept, breaking ones before others. */
  changeCount: z.number().int(),
  breakingCount: z.number().int(),
});

export type MemberInfo = z.infer<typeof member>;
/** One version of the supergraph and how it differs from the one before. */
export type GraphVersion = z.infer<typeof version>;

const MAX_VERSIONS = 50;
const MAX_CHANGES = 500;

/** The last versions of the supergraph, newest first, kept on disk. */
export class GraphHistory {
  #versions: GraphVersion[] = [];
  readonly #file: SerialFile;

  constructor(private readonly path: string) {
    this.#file = new SerialFile(path);
  }

  get versions(): readonly GraphVersion[] {
    return this.#versions;
  }

  /** Takes up what is on disk; nothing when there is none, or none that can be read. */
  async load(): Promise<void> {
    try {
      this.#versions = z.array(version).parse(JSON.parse(await readFile(this.path, 'utf8')));
    } catch {
      this.#versions = [];
    }
  }

  /** Adds the version that replaced `before`; the schemas are what clients saw and see. */
  record(before: GraphState, after: GraphState, schemas: { before: GraphQLSchema; after: GraphQLSchema }): void {
    if (before.version === after.version) return;
    const changes = diffSchemas(schemas.before, schemas.after);
    const breaking = changes.filter((change) => change.breaking);
    const others = changes.filter((change) => !change.breaking);
    this.#versions.unshift({
      version: after.version,
      composedAt: after.composedAt,
      members: after.members.map(memberInfo),
      causes: causesOf(before.members, after.members),
      changes: [...breaking, ...others].slice(0, MAX_CHANGES),
      changeCount: changes.length,
      breakingCount: breaking.length,
    });
    this.#versions.length = Math.min(this.#versions.length, MAX_VERSIONS);
    void this.#file.write(JSON.stringify(this.#versions)).catch(() => {});
  }

  /** Resolves when all that was recorded is on disk, or could not be written. */
  settled(): Promise<void> {
    return this.#file.settled();
  }
}

export function memberInfo({ name, origin, sdl }: GraphMember): MemberInfo {
  return { name, origin, digest: createHash('sha256').update(sdl).digest('hex').slice(0, 12) };
}

function causesOf(before: readonly GraphMember[], after: readonly GraphMember[]): GraphVersion['causes'] {
  const old = new Map(before.map(({ name, sdl }) => [name, sdl]));
  const here = after.flatMap(({ name, sdl }): GraphVersion['causes'] => {
    if (!old.has(name)) return [{ name, change: 'JOINED' }];
    return old.get(name) === sdl ? [] : [{ name, change: 'CHANGED' }];
  });
  const left = before.filter(({ name }) => !after.some((one) => one.name === name));
  return [...here, ...left.map(({ name }) => ({ name, change: 'LEFT' as const }))];
}
