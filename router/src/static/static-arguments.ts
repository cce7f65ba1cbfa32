import { parseArgs } from 'node:util';
import { AppError } from '@wecube/kit';

/** How to call the router with a supergraph of one's own. */
export const STATIC_USAGE = `Usage: wecube-router --supergraph FILE [options]

Serves one supergraph at /graphql, alone: without the platform's core, store and sign-in.
Every request is anonymous and allowed. Without --supergraph the platform's router starts, by its environment.

  --supergraph FILE          the composed supergraph; the addresses of its subgraphs are taken from it
  --port N                   port to listen on, 0 for any free one (WECUBE_ROUTER_PORT, else 8080)
  --host ADDRESS             address to listen on (WECUBE_HOST, else 127.0.0.1)
  --planner auto|js|native   query planner; auto takes the native one where it is installed
  --executor compiled|apollo what runs the plans
  --help                     shows this text
`;

const CHOICES = { planner: ['auto', 'js', 'native'], executor: ['compiled', 'apollo'] } as const;

/** What the command line asks for: help, a supergraph to serve alone, or (null) the platform's router. */
export type StaticArguments = { help: true } | { help: false; supergraph: string; settings: Record<string, string> };

/** Reads the command line; throws BAD_ARGUMENTS with one line. Settings are named as in the environment, which they override. */
export function parseStaticArguments(args: readonly string[]): StaticArguments | null {
  if (args.length === 0) return null;
  const values = parseFlags(args);
  if (values.help) return { help: true };
  if (!values.supergraph) throw badArguments('--supergraph FILE is missing');
  const settings: Record<string, string> = {};
  if (values.port !== undefined) settings['WECUBE_ROUTER_PORT'] = portOf(values.port);
  if (values.host !== undefined) settings['WECUBE_HOST'] = values.host;
  for (const name of ['planner', 'executor'] as const) {
    const value = values[name];
    if (value !== undefined) settings[`WECUBE_ROUTER_${name.toUpperCase()}`] = choiceOf(name, value);
  }
  return { help: false, supergraph: values.supergraph, settings };
}

function parseFlags(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { supergraph: text, port: text, host: text, planner: text, executor: text } as const;
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw badArguments((error as Error).message.split(/\.\s/, 1)[0] ?? '');
  }
}

function portOf(given: string): string {
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return given;
  throw badArguments(`--port "${given}" is not a number from 0 to 65535`);
}

function choiceOf(name: keyof typeof CHOICES, given: string): string {
  const choices: readonly string[] = CHOICES[name];
  if (choices.includes(given)) return given;
  throw badArguments(`--${name} "${given}" is none of ${choices.join(', ')}`);
}

function badArguments(reason: string): AppError {
  return new AppError('BAD_ARGUMENTS', `${reason}; see --help.`);
}
