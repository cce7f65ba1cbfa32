import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { AppError } from '@wecube/kit';
import type { GraphState } from '../federation/graph-store.ts';

/** Reads a supergraph file into a graph whose members are reached at the addresses it names. Throws SUPERGRAPH_NOT_READABLE with one line. */
export async function readSupergraph(file: string): Promise<GraphState> {
  const supergraphSdl = await textOf(file);
  const members = subgraphsOf(file, supergraphSdl).map(({ name, url }) => ({
    name,
    sdl: '',
    origin: 'registered' as const,
    instances: [{ url: addressOf(file, name, url) }],
  }));
  return { version: 1, composedAt: new Date().toISOString(), supergraphSdl, members };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw notReadable(file, code === 'ENOENT' ? 'there is no such file' : message);
  }
}

function subgraphsOf(file: string, sdl: string): readonly { name: string; url: string }[] {
  try {
    return Supergraph.build(sdl, { validateSupergraph: true }).subgraphsMetadata();
  } catch (error) {
    const [reason = ''] = (error as Error).message.trim().split('\n', 1);
    throw notReadable(file, `it is not a supergraph (${reason})`);
  }
}

function addressOf(file: string, name: string, url: string): string {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url;
  throw notReadable(file, `subgraph "${name}" has no http address in it but "${url}"`);
}

function notReadable(file: string, reason: string): AppError {
  return new AppError('SUPERGRAPH_NOT_READABLE', `The supergraph "${resolve(file)}" cannot be served: ${reason}.`);
}
