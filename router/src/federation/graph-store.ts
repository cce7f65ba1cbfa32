import { access, constants, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@wecube/kit';
import { z } from 'zod';
import { SerialFile } from './serial-file.ts';

const member = z.object({
  name: z.string(),
  origin: z.enum(['local', 'static', 'registered']),
  sdl: z.string(),
  instances: z.array(z.object({ url: z.string(), wsUrl: z.string().optional() })),
});

const state = z.object({
  version: z.number().int(),
  composedAt: z.string(),
  supergraphSdl: z.string(),
  members: z.array(member),
});

/** A subgraph that takes part in the graph: `local` is the router's own, `static` configured, `registered` at run time. */
export type GraphMember = z.infer<typeof member>;
/** The graph that is served, with what it was composed from. */
export type GraphState = z.infer<typeof state>;

/** Keeps the last good graph on disk, so that a router starts while the services it routes to are down. */
export class GraphStore {
  readonly #disk: SerialFile;

  constructor(private readonly file: string) {
    this.#disk = new SerialFile(file);
  }

  /** Makes sure that the folder exists and can be written; throws one clear line. */
  async prepare(): Promise<void> {
    const folder = dirname(this.file);
    try {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new AppError('DATA_FOLDER_NOT_WRITABLE', `The data folder "${folder}" cannot be written (${code}).`);
    }
  }

  /** Null when there is none, or none that this version can read. */
  async load(): Promise<GraphState | null> {
    try {
      return state.parse(JSON.parse(await readFile(this.file, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Replaces what is on disk in one step; saves follow each other in the order of the calls. */
  save(graph: GraphState): Promise<void> {
    return this.#disk.write(JSON.stringify(graph));
  }

  /** Resolves when all that was saved is on disk, or could not be written. */
  settled(): Promise<void> {
    return this.#disk.settled();
  }
}
