import { AppError } from '@wecube/kit';
import { z } from 'zod';

const shape = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export type EventStreamRequest = z.infer<typeof shape>;

/** Reads the operation from the JSON of a POST or the parameters of a GET; throws BAD_REQUEST. */
export function readEventStreamRequest(given: string | URLSearchParams): EventStreamRequest {
  const parsed = shape.safeParse(typeof given === 'string' ? readJson(given) : fromParameters(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('BAD_REQUEST', `"${issue?.path.join('.')}" of the request: ${issue?.message}`);
}

function fromParameters(parameters: URLSearchParams): unknown {
  const variables = parameters.get('variables');
  return {
    query: parameters.get('query') ?? undefined,
    operationName: parameters.get('operationName'),
    variables: variables === null ? null : readJson(variables),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('BAD_REQUEST', 'The request is not JSON.');
  }
}
