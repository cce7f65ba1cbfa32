import { z } from 'zod';

/** How a repeated call of an interface behaves: harmless, answered from the plugin's store, or executed again. */
export const idempotencySchema = z.enum(['SAFE', 'KEYED', 'UNSAFE']);
export type Idempotency = z.infer<typeof idempotencySchema>;

export const manifestAttributeSchema = z.object({
  name: z.string(),
  dataType: z.string(),
  description: z.string(),
  required: z.boolean(),
  multiple: z.boolean(),
  /** The three are set together, or all null when the attribute is a plain value. */
  refPackage: z.string().nullable(),
  refEntity: z.string().nullable(),
  refAttribute: z.string().nullable(),
});
export type ManifestAttribute = z.infer<typeof manifestAttributeSchema>;

export const manifestEntitySchema = z.object({
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  attributes: z.array(manifestAttributeSchema),
});
export type ManifestEntity = z.infer<typeof manifestEntitySchema>;

export const manifestParameterSchema = z.object({
  /** The JSON property the plugin reads or writes. */
  name: z.string(),
  /** `string`, `int`, `object`, `list`, ... as written; an absent one reads `string`. */
  dataType: z.string(),
  /** `entity`, `constant`, `context`, `system_variable`, `object`, `assign`; an output without one reads `context`. */
  mappingType: z.string(),
  mappingEntityExpression: z.string().nullable(),
  mappingSystemVariableName: z.string().nullable(),
  /** The constant, from either spelling: `mappingVal` or `mappingValue`. */
  mappingValue: z.string().nullable(),
  required: z.boolean(),
  sensitive: z.boolean(),
  multiple: z.boolean(),
  refObjectName: z.string().nullable(),
  description: z.string(),
});
export type ManifestParameter = z.infer<typeof manifestParameterSchema>;

export const manifestInterfaceSchema = z.object({
  action: z.string(),
  path: z.string(),
  httpMethod: z.string(),
  async: z.boolean(),
  /** `EXECUTION`, `APPROVAL` or `DYNAMICFORM`. */
  type: z.string(),
  filterRule: z.string(),
  description: z.string(),
  idempotency: idempotencySchema,
  inputs: z.array(manifestParameterSchema),
  outputs: z.array(manifestParameterSchema),
});
export type ManifestInterface = z.infer<typeof manifestInterfaceSchema>;

export const manifestObjectPropertySchema = z.object({
  name: z.string(),
  dataType: z.string(),
  multiple: z.boolean(),
  refObjectName: z.string().nullable(),
  mappingType: z.string(),
  mappingExpression: z.string().nullable(),
  sensitive: z.boolean(),
});

/** A named object shape that parameters of data type `object` refer to. */
export const manifestParamObjectSchema = z.object({
  name: z.string(),
  mappingExpression: z.string().nullable(),
  packageName: z.string().nullable(),
  source: z.string().nullable(),
  latestSource: z.string().nullable(),
  properties: z.array(manifestObjectPropertySchema),
});
export type ManifestParamObject = z.infer<typeof manifestParamObjectSchema>;

export const manifestPluginSchema = z.object({
  name: z.string(),
  targetPackage: z.string(),
  targetEntity: z.string(),
  targetEntityFilterRule: z.string(),
  registerName: z.string(),
  status: z.string().nullable(),
  roleBinds: z.array(z.object({ permission: z.string(), role: z.string() })),
  paramObjects: z.array(manifestParamObjectSchema),
  interfaces: z.array(manifestInterfaceSchema),
});
export type ManifestPlugin = z.infer<typeof manifestPluginSchema>;

const environmentVariableSchema = z.object({ name: z.string(), value: z.string() });

/** What the package needs to run. Values may hold `{{NAME}}` templates; where WeCube takes only one, it is the last. */
export const manifestResourcesSchema = z.object({
  docker: z.array(
    z.object({
      imageName: z.string(),
      containerName: z.string(),
      portBindings: z.array(z.string()),
      volumeBindings: z.array(z.string()),
      envVariables: z.array(environmentVariableSchema),
      /** Ours: what is given as a file of the container, by its path, and never in the environment. */
      secretFiles: z.array(environmentVariableSchema),
      /** Ours: all rights of the machine. Like the two below it has to be granted. */
      privileged: z.boolean(),
      /** Ours: the machine's own network in place of a private one. */
      hostNetwork: z.boolean(),
      /** Ours: rights of the kernel by their names, without `CAP_`. */
      capabilities: z.array(z.string()),
      /** Ours: the image writes to its volumes, /tmp and /run only. */
      readOnlyRoot: z.boolean(),
    }),
  ),
  mysql: z.array(z.object({ schema: z.string(), initFileName: z.string(), upgradeFileName: z.string() })),
  s3: z.array(
    z.object({ bucketName: z.string(), files: z.array(z.object({ source: z.string(), toFile: z.string() })) }),
  ),
  process: z.array(
    z.object({ start: z.string(), healthPath: z.string(), envVariables: z.array(environmentVariableSchema) }),
  ),
  /** Ours: domains outside that the package reaches through the platform's proxy; a leading dot includes what is below. */
  proxy: z.array(z.object({ domains: z.array(z.string()) })),
});
export type ManifestResources = z.infer<typeof manifestResourcesSchema>;

export const manifestSystemParameterSchema = z.object({
  name: z.string(),
  scopeType: z.string(),
  defaultValue: z.string().nullable(),
  value: z.string().nullable(),
  status: z.string().nullable(),
  source: z.string().nullable(),
  packageName: z.string().nullable(),
});
export type ManifestSystemParameter = z.infer<typeof manifestSystemParameterSchema>;

/** A whole `register.xml` of the v2 generation, names trimmed, defaults applied, both spellings read. */
export const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  edition: z.string(),
  dependencies: z.array(z.object({ name: z.string(), version: z.string() })),
  menus: z.array(
    z.object({
      code: z.string(),
      category: z.string(),
      label: z.object({ en: z.string(), zh: z.string() }),
      path: z.string(),
    }),
  ),
  dataModel: z.object({
    /** True when the entities come from the running plugin and not from the manifest. */
    dynamic: z.boolean(),
    path: z.string(),
    method: z.string(),
    entities: z.array(manifestEntitySchema),
  }),
  systemParameters: z.array(manifestSystemParameterSchema),
  authorities: z.array(z.object({ role: z.string(), menuCodes: z.array(z.string()) })),
  resources: manifestResourcesSchema,
  paramObjects: z.array(manifestParamObjectSchema),
  plugins: z.array(manifestPluginSchema),
  /** Ours: where the running plugin serves a subgraph of its own; null when its part of the graph is generated. */
  graphqlPath: z.string().nullable().default(null),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestMenu = Manifest['menus'][number];
export type ManifestDependency = Manifest['dependencies'][number];
export type ManifestAuthority = Manifest['authorities'][number];
export type ManifestDataModel = Manifest['dataModel'];
