import { readEnv, telemetryEnv } from '@wecube/kit';
import { z } from 'zod';

export const adapterEnvSchema = z.object({
  /** Core's GraphQL address; its subscriptions are at the same place over WebSocket. */
  WECUBE_CORE_URL: z.url({ protocol: /^https?$/ }),
  /** The address of every router, separated by commas, for their internal API. */
  WECUBE_ROUTER_INTERNAL_URL: z
    .string()
    .transform((list) => list.split(',').map((address) => address.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/ })).min(1)),
  WECUBE_INTERNAL_KEY: z.string().min(32, 'at least 32 characters'),
  WECUBE_ADAPTERS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  WECUBE_HOST: z.string().default('127.0.0.1'),
  ...telemetryEnv,
  WECUBE_LOG_LEVEL: z.string().default('info'),
});

export type AdapterEnv = z.infer<typeof adapterEnvSchema>;

/** Reads the adapter host's settings; throws one error that lists every fault. */
export function readAdapterEnv(source: Readonly<Record<string, string | undefined>> = process.env): AdapterEnv {
  return readEnv(adapterEnvSchema, source);
}
