import type { z } from 'zod';
import { type RestCall, RestRefusal } from './endpoint.ts';

/** The body in the shape an endpoint takes; a refusal names the first field that does not fit. */
export function bodyAs<Shape>({ body }: RestCall, shape: z.ZodType<Shape>): Shape {
  const parsed = shape.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RestRefusal(
    `The field "${issue?.path.join('.') ?? ''}" is not right: ${issue?.message ?? ''}`,
    'BAD_REQUEST',
  );
}
