/** One filter of an entity query, in the words of the WeCube entity protocol (protocol 3.6). */
export type EntityFilter = { attrName: string; op: string; condition: unknown };

/** A row of an entity as the plugin holds it: `id`, `displayName` and its attributes. */
export type EntityRow = Record<string, unknown>;

/** An entity as a plugin describes it at `GET /{package}/data-model`. */
export type PluginEntity = {
  name: string;
  displayName: string;
  description: string;
  attributes: readonly {
    name: string;
    dataType: string;
    description: string;
    required: boolean;
    multiple: boolean;
    refPackageName: string | null;
    refEntityName: string | null;
    refAttributeName: string | null;
  }[];
};

/** One call of an interface: a single request that carries every bound row in `inputs`. */
export type InterfaceCall = {
  packageName: string;
  path: string;
  httpMethod: string;
  requestId: string;
  operator: string;
  serviceName: string;
  servicePath?: string;
  entityInstances: readonly { id: string; businessKeyValue: string; contextMap: unknown }[];
  inputs: readonly Record<string, unknown>[];
  dueDate?: string;
  allowedOptions?: readonly string[] | null;
  /** Milliseconds after which the call is given up with PLUGIN_TIMEOUT. */
  timeoutMs: number;
  signal?: AbortSignal;
};

export type InterfaceAnswer = {
  /** "0" is success; anything else failed as a whole. */
  resultCode: string;
  resultMessage: string;
  outputs: readonly Record<string, unknown>[];
  /** The instance that answered. */
  instanceId: string;
};

/** How core reaches plugins, whatever protocol they speak. Failures are `PluginError`s that say whether the call was delivered. */
export interface PluginCaller {
  callInterface(call: InterfaceCall): Promise<InterfaceAnswer>;
  queryEntities(query: {
    packageName: string;
    entityName: string;
    filters: readonly EntityFilter[];
    signal?: AbortSignal;
  }): Promise<readonly EntityRow[]>;
  createEntities(write: EntityWrite): Promise<readonly EntityRow[]>;
  updateEntities(write: EntityWrite): Promise<readonly EntityRow[]>;
  deleteEntities(target: { packageName: string; entityName: string; ids: readonly string[] }): Promise<void>;
  fetchDataModel(packageName: string): Promise<readonly PluginEntity[]>;
}

export type EntityWrite = { packageName: string; entityName: string; rows: readonly EntityRow[] };
