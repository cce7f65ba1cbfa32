import { sayFrom } from '@wecube/kit';

/** Every sentence about services and their registrations, by code. */
export const SERVICE_TEXTS = {
  SERVICE_NOT_FOUND: {
    says: 'There is no service with the id "{{id}}". Nothing was changed.',
    remedy: 'It may have left with its package; look it up in the list of services.',
  },
  SERVICE_NEEDS_TARGET_ENTITY: {
    says: '{{service}} reads {{inputs}} from the object it works on, so it needs a target entity. Nothing was changed.',
    remedy: 'Choose a target entity, then enable the service.',
  },
  'SERVICE_NEEDS_TARGET_ENTITY.disabled': {
    says: 'Without a target entity these services start disabled: {{services}}.',
    remedy: 'After registering, choose a target entity for each service that is to be used.',
  },
  'SERVICE_NEEDS_TARGET_ENTITY.disabledMore': {
    says: 'Without a target entity these services start disabled: {{services}} and {{more}} more.',
    remedy: 'After registering, choose a target entity for each service that is to be used.',
  },
  'SERVICE_NEEDS_TARGET_ENTITY.found': {
    says: '{{service}} reads {{inputs}} from the object it works on, so it needs a target entity.',
    remedy: 'Choose a target entity for the registration.',
  },
  ENTITY_NOT_FOUND: {
    says: 'The data model has no entity "{{entity}}". Nothing was changed.',
    remedy: 'Choose an entity of a registered package, written as package:entity.',
  },
  'ENTITY_NOT_FOUND.found': {
    says: 'The data model has no entity "{{entity}}".',
    remedy: 'Register the package it belongs to and fetch its data model, or choose another target entity.',
  },
  SERVICE_CHANGED: {
    says: '{{service}} was changed by somebody else since you opened it. Nothing was changed.',
    remedy: 'Look at its present settings and decide again.',
  },
  SERVICE_STILL_USED: {
    says: 'Deployed orchestrations call {{services}}: {{orchestrations}}. Nothing was changed.',
    remedy: 'Disable these orchestrations, or deploy versions of them that call something else.',
  },
  'SERVICE_STILL_USED.orchestration': '{{name}} (version {{version}})',
  SERVICE_NOT_OFFERED: {
    says: '{{package}} does not offer {{path}}, which {{service}} calls.',
    remedy: 'Take the interface out, or register a version of the package that offers it.',
  },
  SERVICE_ACTION_INVALID: {
    says: '"{{action}}" cannot be the action of a service.',
    remedy: 'Use 1 to 255 characters without slashes and brackets.',
  },
  SERVICE_ACTION_REPEATED: {
    says: 'Two interfaces of this registration have the action "{{action}}".',
    remedy: 'Give one of them another action.',
  },
  SERVICE_FILTER_INVALID: {
    says: 'The filter of {{service}} does not fit {{entity}}: {{reason}}',
    remedy: "Correct the filter, written as {attribute operator 'value'}.",
  },
  'SERVICE_FILTER_INVALID.noTarget': {
    says: '{{service}} has a filter but no target entity that it could be about.',
    remedy: 'Choose a target entity, or take the filter out.',
  },
  MAPPING_EXPRESSION_INVALID: {
    says: '{{parameter}} of {{service}}: {{reason}}',
    remedy: 'Correct the expression; it begins at the target entity.',
  },
  MAPPING_TYPE_UNKNOWN: {
    says: '{{parameter}} of {{service}} has the mapping "{{mapping}}", which is not known.',
    remedy: 'Choose one of {{known}}.',
  },
  MAPPING_OBJECT_UNKNOWN: {
    says: '{{parameter}} of {{service}} is built in the shape "{{object}}", which this registration does not have.',
    remedy: 'Add the shape, or choose another.',
  },
  MAPPING_OBJECT_ENDLESS: {
    says: 'The shape "{{object}}" stands inside itself, so {{parameter}} of {{service}} would have no end.',
    remedy: 'Take the property out that leads back to "{{object}}".',
  },
  MAPPING_PARAMETER_UNKNOWN: {
    says: '{{service}} has no parameter "{{parameter}}". Nothing was changed.',
    remedy: 'Load the registration again and repeat the change.',
  },
  MAPPING_INCOMPLETE: {
    says: '{{parameter}} of {{service}} is required and its mapping gives no value.',
    remedy: 'Complete the mapping, or let each orchestration give the value.',
  },
  REGISTRATION_NOT_FOUND: {
    says: 'There is no service registration with the id "{{id}}". Nothing was changed.',
    remedy: 'It may have left with its package; look it up in the list of services.',
  },
  REGISTRATION_EXISTS: {
    says: 'There is a registration {{registration}} already. Nothing was changed.',
    remedy: 'Choose another name.',
  },
  REGISTRATION_NAME_INVALID: {
    says: '"{{name}}" cannot be the name of a registration.',
    remedy: 'Use 1 to 120 characters without slashes and brackets.',
  },
  REGISTRATION_FILTER_INVALID: {
    says: 'The filter of the target entity {{entity}} is wrong: {{reason}}',
    remedy: "Correct the filter, written as {attribute operator 'value'}.",
  },
  'REGISTRATION_FILTER_INVALID.noTarget': {
    says: 'The registration has a filter but no target entity that it could be about.',
    remedy: 'Choose a target entity, or take the filter out.',
  },
  REGISTRATION_EMPTY: {
    says: '{{registration}} has no interfaces, so there is nothing to enable.',
    remedy: 'Add an interface of its plugin.',
  },
  REGISTRATION_NOT_YOURS: {
    says: 'Only the roles {{roles}} may change {{registration}}. Nothing was changed.',
    remedy: 'Ask somebody with one of these roles.',
  },
  REGISTRATION_LOCKED_OUT: {
    says: 'You hold none of the roles {{roles}}, so you could not change {{registration}} any more. Nothing was changed.',
    remedy: 'Keep one of your own roles among those that may change it.',
  },
  REGISTRATION_OF_MANIFEST: {
    says: '{{registration}} is declared by its package and cannot be deleted. Nothing was changed.',
    remedy: 'Disable it instead.',
  },
  REGISTRATIONS_LEFT_BEHIND: {
    says: '{{version}} has no place for what was set up for {{names}}.',
    remedy: 'It is kept and returns with a version that has the interfaces again. Check what uses these services.',
  },
  'REGISTRATIONS_LEFT_BEHIND.more': {
    says: '{{version}} has no place for what was set up for {{names}} and {{more}} more.',
    remedy: 'It is kept and returns with a version that has the interfaces again. Check what uses these services.',
  },
  'REGISTRATIONS_LEFT_BEHIND.parameter': '{{parameter}} of {{service}}',
  'PACKAGE_NOT_ACTIVE.services': {
    says: 'No version of the package {{package}} is registered. Nothing was changed.',
    remedy: 'Register a version of it first.',
  },
  SNAPSHOT_NOT_FOUND: {
    says: 'No registrations of {{package}} {{version}} are kept. Nothing was changed.',
    remedy: 'Choose one of the versions that were active before.',
  },
  IMPORT_UNREADABLE: {
    says: 'The file cannot be read: {{reason}} Nothing was changed.',
    remedy: 'Give the XML that WeCube exports, or the YAML or JSON that this platform exports.',
  },
  IMPORT_OTHER_PACKAGE: {
    says: 'The file is of the package {{other}}, not of {{package}}. Nothing was changed.',
    remedy: 'Choose the file of {{package}}, or import it into {{other}}.',
  },
  IMPORT_PLUGIN_MISSING: {
    says: '{{registration}} is left out: {{package}} {{version}} has no plugin of that name.',
    remedy: 'Register a version of the package that has it, and import the file again.',
  },
  IMPORT_INTERFACE_MISSING: {
    says: '{{service}} is left out: {{package}} {{version}} does not offer {{path}}.',
    remedy: 'Register a version of the package that offers it, and import the file again.',
  },
  IMPORT_PARAMETERS_UNDECLARED: {
    says: '{{service}} sends {{parameters}}, which {{package}} {{version}} does not declare. They are taken as they are.',
    remedy: 'Plugins read over what they do not know; take them out if this one does not.',
  },
  IMPORT_PARAMETERS_ADDED: {
    says: 'Nothing is said about {{parameters}} of {{service}}; the mapping of {{version}} is taken.',
    remedy: 'Check these mappings.',
  },
  IMPORT_ROLE_MISSING: {
    says: 'There is no role "{{role}}", to which {{registrations}} are given. They are given to it all the same.',
    remedy: 'Create the role, or choose others for these registrations.',
  },
  IMPORT_ROLES_UNCHECKED: {
    says: 'It could not be asked which roles there are; {{roles}} are taken as they are.',
    remedy: 'Check them in the list of roles.',
  },
  IMPORT_NOT_CALLABLE: {
    says: '{{registration}} is to be enabled, but {{services}} cannot be called yet: {{reason}}',
    remedy: 'They become callable by themselves as soon as nothing stands in the way any more.',
  },
  IMPORT_VARIABLES_LEFT: {
    says: 'The system parameters of the file are left out: setting them needs the right "{{action}}".',
    remedy: 'Have somebody import the file who has the right.',
  },
  IMPORT_VARIABLE_FOREIGN: {
    says: 'The system parameter {{name}} is left out: it is of the package {{other}}.',
    remedy: 'Import it with the file of {{other}}.',
  },
  EXPORT_SECRETS_LEFT: {
    says: 'The values of {{names}} are secret and were left out.',
    remedy: 'Write them in where the file is imported, or export with secrets.',
  },
} as const;

export const sayService = sayFrom(SERVICE_TEXTS);
