import { type Cache, cacheExchange, type UpdatesConfig } from '@urql/exchange-graphcache';
import { TYPES_WITHOUT_ID } from '../../gql/types-without-id.ts';

/** Types whose id is unique within their parent only, so they live inside it. */
export const IDS_WITHIN_PARENT: readonly string[] = [
  'HostForLaunch',
  'ServerForLaunch',
  'DefinitionNode',
  'DefinitionLink',
];
/** What an event or a page of a list holds has an identity of its own; they have none that a page asks for. */
const WITHOUT_IDENTITY = /(Connection|Edge|Changed)$/;

/** The normalised cache: objects by id, embedded types by their parent, lists refetched when something joins or leaves them. */
export function createCache() {
  const inside = new Set([...TYPES_WITHOUT_ID, ...IDS_WITHIN_PARENT]);
  const keyOf = (type: string) => (inside.has(type) || WITHOUT_IDENTITY.test(type) ? () => null : undefined);
  return cacheExchange({
    keys: new Proxy({} as Record<string, () => null>, { get: (_, type: string) => keyOf(type) }),
    updates,
  });
}

const forget =
  (...fields: string[]) =>
  (_result: unknown, _args: unknown, cache: Cache) => {
    for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
      if (fields.includes(fieldName)) cache.invalidate('Query', fieldKey);
    }
  };

const updates: UpdatesConfig = {
  Mutation: {
    registerPackage: forget('services', 'serviceRegistrations', 'dataModel', 'menus', 'packages'),
    activatePackage: forget('services', 'serviceRegistrations', 'dataModel', 'menus', 'packages'),
    decommissionPackage: forget('services', 'serviceRegistrations', 'dataModel', 'menus', 'packages'),
    saveServiceRegistration: forget('services'),
    setServiceRegistrationStatus: forget('services'),
    copyServiceRegistration: forget('services', 'serviceRegistrations'),
    deleteServiceRegistration: forget('services', 'serviceRegistrations'),
    importServices: forget('services', 'serviceRegistrations'),
    inheritServices: forget('services', 'serviceRegistrations', 'serviceSnapshots'),
    launchInstance: forget('instances'),
    removeInstance: forget('instances'),
    runInstanceCommand: forget('instanceCommands'),
    grantLaunchDemands: forget('launchPreview', 'launchGrants'),
    withdrawLaunchGrants: forget('launchPreview', 'launchGrants'),
    syncDataModel: forget('dataModel', 'objects'),
    createDefinition: forget('definitions'),
    importDefinitions: forget('definitions', 'definition'),
    newDraftFromDefinition: forget('definitions', 'definition'),
    deployDefinition: forget('definitions'),
    enableDefinition: forget('definitions'),
    disableDefinition: forget('definitions'),
    deleteDraft: forget('definitions'),
    startRun: forget('runs'),
    createUser: forget('users'),
    createRole: forget('roles', 'applicableRoles'),
    applyForRoles: forget('ownRoleApplications', 'roleApplications', 'applicableRoles'),
    withdrawRoleApplication: forget('ownRoleApplications', 'roleApplications', 'applicableRoles'),
    answerRoleApplication: forget('ownRoleApplications', 'roleApplications', 'applicableRoles', 'users'),
  },
};
