import { telemetryEnv } from '@wecube/kit';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const GIBIBYTE = 1024 ** 3;

const settings = z.object({
  WECUBE_CORE_DATABASE_URL: z.string(),
  WECUBE_INTERNAL_KEY: z.string().min(32),
  WECUBE_CORE_PORT: z.coerce.number().int().default(0),
  WECUBE_HOST: z.string().default('127.0.0.1'),
  WECUBE_DATA_DIR: z.string(),
  WECUBE_S3_URL: z.string().optional(),
  WECUBE_S3_SOCKET: z.string().optional(),
  WECUBE_S3_ACCESS_KEY: z.string().default('wecube'),
  WECUBE_S3_SECRET_KEY: z.string().default('wecube-embedded'),
  WECUBE_PACKAGE_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(10 * GIBIBYTE),
  /** Versions of one package that are there and not decommissioned. */
  WECUBE_PACKAGE_VERSIONS: z.coerce.number().int().positive().default(3),
  /** 32 bytes in base64 that seal stored secrets; without it a key file is kept in the data folder. */
  WECUBE_SECRET_KEY: z.string().optional(),
  WECUBE_DOCKER_SOCKET: z.string().optional(),
  WECUBE_ALLOW_PROCESS_PACKAGES: flag.default(false),
  WECUBE_ENCRYPT_PLUGIN_SECRETS: flag.default(false),
  /** Where the schemas of packages are made; its user may create schemas and users. */
  WECUBE_PLUGIN_MYSQL_URL: z
    .url()
    .refine((url) => url.startsWith('mysql://'), 'it begins with mysql://')
    .optional(),
  WECUBE_PLUGIN_S3_URL: z.url().optional(),
  WECUBE_PLUGIN_S3_ACCESS_KEY: z.string().default(''),
  WECUBE_PLUGIN_S3_SECRET_KEY: z.string().default(''),
  WECUBE_PLUGIN_S3_SHARED_KEYS: flag.default(false),
  WECUBE_PLUGIN_PROXY_URL: z.url().optional(),
  WECUBE_PLUGIN_PROXY_FOLDER: z.string().optional(),
  /** The words of a command; empty when the proxy watches the folder. */
  WECUBE_PLUGIN_PROXY_RELOAD: z.string().default(''),
  WECUBE_SHIPPED_DIGESTS: z.string().optional(),
  WECUBE_STOP_INSTANCES_ON_EXIT: flag.default(true),
  /** What an instance in a container may use when nobody said otherwise at its launch. */
  WECUBE_INSTANCE_MEMORY_MIB: z.coerce.number().int().positive().default(2_048),
  WECUBE_INSTANCE_CPUS: z.coerce.number().positive().default(2),
  /** An instance whose host does not answer for so long is launched on another host. */
  WECUBE_REPLACE_AFTER_MS: z.coerce.number().int().positive().default(60_000),
  /** How long the instances of a new version must stay healthy before calls go to them. */
  WECUBE_UPGRADE_GATE_MS: z.coerce.number().int().nonnegative().default(15_000),
  /** How long calls that an old version has in hand may take to end. */
  WECUBE_DRAIN_MS: z.coerce.number().int().nonnegative().default(10_000),
  WECUBE_ROUTER_INTERNAL_URL: z.string().optional(),
  WECUBE_PUBLIC_URL: z.string().default('http://127.0.0.1:8080'),
  ...telemetryEnv,
  WECUBE_LOG_LEVEL: z.string().default('info'),
});

/** The settings of core; see docs/operations.md for what each does. */
export const coreEnvSchema = settings.refine((env) => env.WECUBE_S3_URL ?? env.WECUBE_S3_SOCKET, {
  path: ['WECUBE_S3_URL'],
  message: 'this or WECUBE_S3_SOCKET is needed: core keeps packages in an S3 store',
});

export type CoreEnv = z.infer<typeof coreEnvSchema>;
