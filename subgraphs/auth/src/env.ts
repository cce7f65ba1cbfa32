import { telemetryEnv } from '@wecube/kit';
import { z } from 'zod';

/** The settings of auth; see docs/operations.md for what each does. */
export const authEnvSchema = z.object({
  WECUBE_AUTH_DATABASE_URL: z.string(),
  WECUBE_INTERNAL_KEY: z.string().min(32),
  WECUBE_AUTH_PORT: z.coerce.number().int().default(0),
  WECUBE_HOST: z.string().default('127.0.0.1'),
  WECUBE_ACCESS_TOKEN_MS: z.coerce.number().int().positive().default(300_000),
  WECUBE_REFRESH_TOKEN_MS: z.coerce.number().int().positive().default(43_200_000),
  ...telemetryEnv,
  WECUBE_LOG_LEVEL: z.string().default('info'),
});

export type AuthEnv = z.infer<typeof authEnvSchema>;
