import { writeFile } from 'node:fs/promises';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

export type ServedSubgraph = { name: string; sdl: string; url: string };

/** Composes subgraphs as a tool outside the platform would; throws what does not fit. */
export function composeSupergraph(subgraphs: readonly ServedSubgraph[]): string {
  const services = subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** Writes the supergraph of the subgraphs to a file. */
export async function writeSupergraph(file: string, subgraphs: readonly ServedSubgraph[]): Promise<string> {
  await writeFile(file, composeSupergraph(subgraphs));
  return file;
}
