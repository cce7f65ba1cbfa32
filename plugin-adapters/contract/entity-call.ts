import { z } from 'zod';

/** The filter operators of the protocol; plugins may know more, and fewer. */
export const ENTITY_FILTER_OPERATORS = ['eq', 'neq', 'is', 'isnot', 'gt', 'lt', 'like', 'in'] as const;

export const entityFilterSchema = z.object({ attrName: z.string(), op: z.string(), condition: z.unknown() });
export type EntityFilter = z.infer<typeof entityFilterSchema>;

/** The body of `POST /{package}/entities/{entity}/query`. */
export const entityQuerySchema = z.object({
  criteria: z.object({ attrName: z.string(), op: z.string(), condition: z.unknown() }),
  additionalFilters: z.array(entityFilterSchema),
});
export type EntityQueryBody = z.infer<typeof entityQuerySchema>;

/** A row of an entity as the plugin holds it: `id`, `displayName` and its attributes. */
export const entityRowSchema = z.looseObject({ id: z.string() });
export type EntityRow = Record<string, unknown>;

/** The answer of every entity call; an error comes as status "ERROR" with HTTP 200. */
export const entityAnswerSchema = z.object({
  status: z.string(),
  message: z.string(),
  data: z.array(entityRowSchema).nullable(),
});
