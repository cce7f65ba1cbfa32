import { type Cache, cacheExchange, type UpdatesConfig } from '@urql/exchange-graphcache';

/** Types that live inside their parent: they have no id of their own, or one that is unique only within the parent. */
export const EMBEDDED_TYPES = [
  'SubgraphInstanceError',
  'SubgraphInstanceChange',
  'SubgraphInstancePayload',
  'SupergraphMember',
  'RefusedSubgraph',
  'SupergraphCause',
  'SchemaChange',
  'Viewer',
  'LocalizedText',
  'Problem',
  'Sentence',
  'PageInfo',
  'BasicPayload',
  'Manifest',
  'ManifestDependency',
  'ManifestMenu',
  'ManifestEntity',
  'ManifestAttribute',
  'ManifestSystemParameter',
  'ManifestAuthority',
  'ManifestPlugin',
  'ManifestInterface',
  'ManifestParameter',
  'PackageCheck',
  'PackageSignature',
  'PackageTrust',
  'PackageTrustPayload',
  'LaunchStep',
  'LaunchPreview',
  'HostForLaunch',
  'InstanceBelongings',
  'InstanceLogPart',
  'InstanceUsage',
  'InstanceUsageSamples',
  'InstanceCommandPayload',
  'InstanceCommandChanged',
  'LaunchDemand',
  'LaunchGrant',
  'LaunchGrantsPayload',
  'ScalePackagePayload',
  'UpgradeInstancesPayload',
  'UpgradeChanged',
  'PackageBucket',
  'RegisterSubSystemPayload',
  'SendOperationEventPayload',
  'BucketObject',
  'ProxyDomain',
  'ProxyDomainPayload',
  'SystemVariablePayload',
  'ImportSystemVariablesPayload',
  'SystemVariableChanged',
  'ServiceParameter',
  'MenuItem',
  'MenuChanged',
  'PluginPages',
  'EntityAttribute',
  'EntityReference',
  'DataModel',
  'DataModelPackage',
  'ExpressionCheck',
  'ExpressionSegment',
  'ExpressionProblem',
  'ExpressionCompletion',
  'ExpressionResult',
  'DefinitionNode',
  'NodeParameter',
  'DefinitionLink',
  'DesignProblem',
  'RunCounts',
  'Binding',
  'RunPreview',
  'PreviewNode',
  'SupergraphInfo',
  'Sentence',
  'SubgraphInstanceError',
  'SubgraphInstanceChange',
  'SubgraphInstancePayload',
  'SignInPayload',
  'PackagePayload',
  'InstancePayload',
  'ServicePayload',
  'SyncDataModelPayload',
  'DefinitionPayload',
  'DeletePayload',
  'RunPayload',
  'CreateUserPayload',
  'UpdateUserPayload',
  'RolePayload',
  'RunChanged',
  'PackageChanged',
  'PackageUploadChanged',
  'InstanceChanged',
  'DefinitionChanged',
] as const;

/** The normalised cache: objects by id, embedded types by their parent, lists refetched when something joins or leaves them. */
export function createCache() {
  const embedded = (_: unknown) => null;
  const keys: Record<string, (data: unknown) => null> = {};
  for (const type of EMBEDDED_TYPES) keys[type] = embedded;
  return cacheExchange({
    keys: new Proxy(keys, { get: (known, type: string) => known[type] ?? connectionKey(type) }),
    updates,
  });
}

/** Pages of a connection are reached by their arguments; the connection, its edges and payloads have no identity. */
const connectionKey = (type: string) => (/(Connection|Edge)$/.test(type) ? () => null : undefined);

const forget =
  (...fields: string[]) =>
  (_result: unknown, _args: unknown, cache: Cache) => {
    for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
      if (fields.includes(fieldName)) cache.invalidate('Query', fieldKey);
    }
  };

const updates: UpdatesConfig = {
  Mutation: {
    registerPackage: forget('services', 'dataModel', 'menus', 'packages'),
    activatePackage: forget('services', 'dataModel', 'menus', 'packages'),
    decommissionPackage: forget('services', 'dataModel', 'menus', 'packages'),
    launchInstance: forget('instances'),
    removeInstance: forget('instances'),
    runInstanceCommand: forget('instanceCommands'),
    grantLaunchDemands: forget('launchPreview', 'launchGrants'),
    withdrawLaunchGrants: forget('launchPreview', 'launchGrants'),
    syncDataModel: forget('dataModel', 'objects'),
    createDefinition: forget('definitions'),
    newDraftFromDefinition: forget('definitions', 'definition'),
    deployDefinition: forget('definitions'),
    enableDefinition: forget('definitions'),
    disableDefinition: forget('definitions'),
    deleteDraft: forget('definitions'),
    startRun: forget('runs'),
    createUser: forget('users'),
    createRole: forget('roles'),
  },
};
