import type { ChildProcess } from 'node:child_process';
import { stop, until } from '../load/processes.ts';

/** What the gateways of one workload stand in front of. */
export type Ground = {
  folder: string;
  /** Where the subgraphs answer, each under its name. */
  origin: string;
  supergraph: string;
  subgraphs: readonly string[];
  /** The one subgraph that answers the whole operation, if there is one. */
  single?: string;
};

/** Something that answers the operation of a workload. */
export type Gateway = { name: string; url: string; token?: string; process?: ChildProcess; stop(): Promise<void> };

export type StartGateway = (ground: Ground) => Promise<Gateway>;

/** A started gateway as soon as it answers GraphQL. */
export async function answering(name: string, child: ChildProcess, url: string, token?: string): Promise<Gateway> {
  await until(name, async () => {
    if (child.exitCode !== null) throw new Error(`${name} ended`);
    return (await fetch(`${url}?query={__typename}`, { headers: { 'apollo-require-preflight': 'yes' } })).ok;
  });
  return { name, url, process: child, stop: () => stop(child), ...(token && { token }) };
}
