import { RestRefusal } from './endpoint.ts';

export const PROBLEMS = 'problems { code message }';
export type Problems = { problems: readonly { code: string; message: string }[] };

/** The payload of a mutation that was carried out; refuses with its first problem otherwise. */
export function carriedOut<Payload extends Problems>(payload: Payload): Payload {
  const [problem] = payload.problems;
  if (problem) throw new RestRefusal(problem.message, problem.code);
  return payload;
}

/** What is not null, else a refusal that says what was asked for. */
export function found<Thing>(thing: Thing | null | undefined, what: string): Thing {
  if (thing === null || thing === undefined) throw new RestRefusal(`There is no ${what}.`, 'NOT_FOUND');
  return thing;
}

/** An endpoint of the original whose subject this platform does not have. */
export function notServed(what: string) {
  return async (): Promise<never> => {
    throw new RestRefusal(`${what}: this platform does not have that. It is done in its portal.`, 'NOT_SERVED');
  };
}
