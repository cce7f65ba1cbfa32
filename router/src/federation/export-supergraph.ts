import { AppError } from '@wecube/kit';
import type { Composer } from './composer.ts';
import { refusal } from './graph.ts';
import type { GraphState } from './graph-store.ts';

/**
 * The supergraph as other federation routers take it: with the address of every subgraph, and without the part that
 * this router answers itself. Throws GRAPH_DOES_NOT_COMPOSE with words when nothing is left.
 */
export async function exportSupergraph(
  { members }: GraphState,
  composer: Composer,
  addressOf: (subgraph: string) => string | undefined,
): Promise<string> {
  const others = members.filter(({ origin }) => origin !== 'local');
  if (others.length === 0) throw new AppError('GRAPH_DOES_NOT_COMPOSE', 'No subgraph takes part yet.', { status: 409 });
  const composition = await composer.compose(others.map(({ name, sdl }) => ({ name, sdl })));
  if ('errors' in composition) throw refusal(composition.errors);
  return composition.supergraphSdl.replace(
    /(@join__graph\(name: "([^"]+)", url: )"[^"]*"/g,
    (_, before: string, name: string) => `${before}${JSON.stringify(addressOf(name) ?? '')}`,
  );
}
