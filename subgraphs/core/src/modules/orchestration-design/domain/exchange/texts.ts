import { sayFrom } from '@wecube/kit';

const NOTHING_TAKEN = 'Nothing was taken.';

/** Every sentence about files of orchestrations, by code: what cannot be read, what is taken differently, what is lacking. */
export const EXCHANGE_TEXTS = {
  'DEFINITION_FILE_UNREADABLE.empty': { says: 'The file is empty.', remedy: 'Choose another file.' },
  'DEFINITION_FILE_UNREADABLE.large': {
    says: `The file is larger than {{most}} MiB. ${NOTHING_TAKEN}`,
    remedy: 'Export fewer orchestrations at once.',
  },
  'DEFINITION_FILE_UNREADABLE.many': {
    says: `The file holds {{count}} orchestrations; at most {{most}} are taken at once. ${NOTHING_TAKEN}`,
    remedy: 'Export fewer orchestrations at once.',
  },
  'DEFINITION_FILE_UNREADABLE.form': {
    says: `The file holds no orchestration that could be read. ${NOTHING_TAKEN}`,
    remedy: 'Choose a file exported by this platform (YAML), by WeCube (JSON), or by WeCube 2 (.pds).',
  },
  'DEFINITION_FILE_UNREADABLE.broken': {
    says: `The file cannot be read: {{reason}}. ${NOTHING_TAKEN}`,
    remedy: 'Export it again, or correct it at that place.',
  },
  'DEFINITION_FILE_UNREADABLE.process': {
    says: `The process of "{{name}}" cannot be read: {{reason}}. ${NOTHING_TAKEN}`,
    remedy: 'Export it again.',
  },
  'DEFINITION_FILE_UNREADABLE.twice': {
    says: `The orchestration "{{key}}" stands in the file twice. ${NOTHING_TAKEN}`,
    remedy: 'Keep one of them.',
  },
  IMPORT_NODE_RENAMED:
    'A {{nodeType}} node was named "{{was}}"; it is called "{{name}}", since names tell nodes apart.',
  'IMPORT_NODE_RENAMED.unnamed': 'A {{nodeType}} node had no name; it is called "{{name}}".',
  IMPORT_NODE_TYPE_UNKNOWN: {
    says: '"{{name}}" is of the type "{{was}}", which is not known here; it became an automatic node.',
    remedy: 'Choose what it does, or remove it.',
  },
  IMPORT_GATEWAY_PARTED: '"{{name}}" gathered branches and split them again; it became two nodes.',
  IMPORT_EVENT_LEFT: {
    says: 'The event "{{name}}" at the border of "{{node}}" was left out, with the links from it.',
    remedy: 'Use a time limit and a decision instead.',
  },
  IMPORT_TIMER_UNREADABLE: {
    says: 'The timer of "{{name}}" says "{{text}}", which cannot be read.',
    remedy: 'Set how long it waits.',
  },
  IMPORT_TIMER_ONCE: 'The timer of "{{name}}" repeats ("{{text}}"); it waits once.',
  IMPORT_ZONE_ASSUMED: {
    says: '"{{name}}" waits until {{text}}, without a time zone; {{zone}} was taken.',
    remedy: 'Correct the time if it was meant for another zone.',
  },
  IMPORT_LINK_LEFT: 'A link from "{{source}}" to "{{target}}" was left out, since one of them is not in the file.',
  IMPORT_CHILD_UNKNOWN: {
    says: '"{{name}}" runs the orchestration "{{child}}", which is neither here nor in the file.',
    remedy: 'Import it too, then choose it in the node.',
  },
  'IMPORT_LACKING.services': {
    says: 'Services that are not here: {{names}}.',
    remedy: 'Register their packages, or choose other services.',
  },
  'IMPORT_LACKING.roles': {
    says: 'Roles that are not here: {{names}}.',
    remedy: 'Create them, or give the orchestration to other roles.',
  },
  'IMPORT_LACKING.packages': {
    says: 'Packages whose data model is not here: {{names}}.',
    remedy: 'Upload, register and launch them.',
  },
  IMPORT_VERSION_RAISED: 'The file says v{{was}}, but v{{newest}} is here already: it became v{{version}}.',
  IMPORT_DRAFT_MADE: {
    says: `Somebody made a draft of one of these orchestrations meanwhile. ${NOTHING_TAKEN}`,
    remedy: 'Look at what the import would do now, then try again.',
  },
  EXPORT_LOST: {
    says: 'WeCube has no word for "{{what}}" of "{{name}}"; the file leaves it out.',
    remedy: 'Export as YAML to keep everything.',
  },
  IMPORT_DRAFT_REPLACED: 'The draft v{{version}}, last changed by {{by}}, takes what the file says.',
} as const;

export const sayExchange = sayFrom(EXCHANGE_TEXTS);
