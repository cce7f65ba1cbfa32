/** Types every generated subgraph defines alike. */
export const SHARED_TYPES = [
  'ObjectBooleanFilter',
  'ObjectIdFilter',
  'ObjectNumberFilter',
  'ObjectStringFilter',
  'OrderDirection',
  'PageInfo',
  'Problem',
  'JSON',
] as const;

const BUILT_IN = ['Query', 'Mutation', 'Subscription', 'ID', 'String', 'Int', 'Float', 'Boolean', 'DateTime', 'BigInt'];

/**
 * Types of the platform's own subgraphs that an entity of a package named like one of their first words could hit.
 * What is missing here is still refused by the composition, with its message.
 */
const PLATFORM = `
  LocalizedText StringFilter DateTimeFilter User Role Viewer SignInPayload BasicPayload Package PackageCheck CheckLevel
  PackageStatus Manifest ManifestDependency ManifestMenu ManifestEntity ManifestAttribute ManifestSystemParameter
  ManifestAuthority ManifestPlugin ManifestInterface ManifestParameter PackageFilter PackageOrder PackageOrderField
  Instance InstanceStatus StepStatus LaunchStep Host HostDriver PackagePayload InstancePayload Idempotency Service
  ServiceParameter ServiceFilter ServiceOrder ServiceOrderField ServicePayload MenuItem EntityType EntityAttribute
  EntityReference DataModel DataModelPackage DataObject ObjectFilter ObjectOrder ExpressionCheck ExpressionSegment
  ExpressionProblem ExpressionCompletion ExpressionResult DefinitionStatus NodeType BindMode ParameterSource Definition
  DefinitionNode DataWrite NodeParameter DefinitionComment DefinitionDiff DefinitionState
  DefinitionParent PropertyChange DefinitionLink ProblemLevel DesignProblem DefinitionPayload DeletePayload RunStatus
  NodeRunStatus AttemptStatus Run RunCounts NodeRun Binding Attempt OperationKind RunPreview PreviewNode RunPayload
  RunEvent AuditEntry SubgraphState SubgraphInfo SubgraphInstance SupergraphInfo LiveEvent RunChanged PackageChanged
  InstanceChanged DefinitionChanged RegistryPackage`
  .trim()
  .split(/\s+/);

export const RESERVED_TYPES: ReadonlySet<string> = new Set([...SHARED_TYPES, ...BUILT_IN, ...PLATFORM]);

/** Root fields of the platform's own subgraphs. */
export const RESERVED_QUERIES: readonly string[] = `
  viewer users roles actions packages package instance instances hosts services service serviceRegistrations
  serviceRegistration serviceSnapshots menus dataModel entityType objects
  object checkExpression completeExpression evaluateExpression definitions definition runs run previewRun runEvents
  auditEntries subgraphs supergraph pluginRegistry node nodeRun`
  .trim()
  .split(/\s+/);

export const RESERVED_MUTATIONS: readonly string[] = `
  signIn refreshSession signOut changePassword createUser updateUser createRole updateRole registerPackage
  decommissionPackage launchInstance removeInstance restartInstance updateService
  saveServiceRegistration setServiceRegistrationStatus copyServiceRegistration deleteServiceRegistration exportServices
  importServices inheritServices syncDataModel createDefinition saveDraft
  deployDefinition disableDefinition enableDefinition newDraftFromDefinition deleteDraft startRun operateRun
  reportComposition`
  .trim()
  .split(/\s+/);
