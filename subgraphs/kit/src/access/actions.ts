/**
 * The one typed table of actions. Every root field of every subgraph names one of them (or `public`),
 * roles are sets of them, and what is not named is refused.
 */
export const ACTIONS = {
  'session:self': 'Use the own session: read oneself, change the own password, sign out',
  'user:read': 'See users and roles',
  'user:manage': 'Create, change and disable users',
  'role:apply': 'Apply for roles for oneself',
  'role:manage': 'Create roles and change what they allow',
  'package:read': 'See packages and their manifests',
  'package:upload': 'Upload packages',
  'package:register': 'Register packages',
  'package:decommission': 'Decommission packages',
  'package:trust': 'Trust keys that sign packages, and forbid unsigned ones',
  'instance:read': 'See instances, their steps and logs',
  'instance:launch': 'Launch and restart instances',
  'instance:remove': 'Remove instances',
  'instance:exec': 'Run commands inside instances',
  'instance:grant': 'Grant packages what goes beyond the confinement of instances',
  'host:read': 'See the hosts that can run instances',
  'resource:read': 'See resource servers and what is on them',
  'resource:manage': 'Add, change, test and remove resource servers',
  'service:read': 'See services',
  'service:manage': 'Enable, disable and configure services',
  'service:invoke': 'Call a service directly, without an orchestration',
  'model:read': 'See the data model',
  'model:sync': 'Fetch the data model of a package again',
  'object:read': 'See objects of plugins and evaluate expressions',
  'object:write': 'Create, change and delete objects of plugins',
  'definition:read': 'See orchestrations',
  'definition:edit': 'Edit drafts of orchestrations',
  'definition:comment': 'Comment on orchestrations',
  'definition:favourite': 'Keep orchestrations at hand',
  'definition:deploy': 'Deploy, disable and enable orchestrations',
  'run:read': 'See runs',
  'run:start': 'Preview and start runs',
  'run:operate': 'Retry, skip, pause, continue, terminate and confirm',
  'run:answer': 'Answer calls of runs whose outcome comes later',
  'event:send': 'Send operation events, which start orchestrations',
  'event:read': 'See operation events and what became of them',
  'sub-system:manage': 'See sub-systems and give them identities',
  'variable:read': 'See system variables; secret ones without their values',
  'variable:manage': 'Create, change, import and delete system variables',
  'bucket:read': 'See the buckets of packages and fetch what is in them',
  'bucket:write': 'Store and delete objects in the buckets of packages',
  'proxy:read': 'See which domains packages may reach',
  'proxy:grant': 'Grant and withdraw domains that packages may reach',
  'audit:read': 'Read the audit log',
  'graph:read': 'See the health of the graph',
  'graph:manage': 'Drain, resume and prefer the instances behind the graph',
  'menu:read': 'See the menu',
  'internal:registry': 'Exchange the plugin registry between services of the platform',
} as const;

export type Action = keyof typeof ACTIONS;

/** Actions a role may hold: all but those kept for services of the platform itself. */
export const GRANTABLE_ACTIONS = (Object.keys(ACTIONS) as Action[]).filter((action) => !action.startsWith('internal:'));

export function isAction(value: string): value is Action {
  return Object.hasOwn(ACTIONS, value);
}
