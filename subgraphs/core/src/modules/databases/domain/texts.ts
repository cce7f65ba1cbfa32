import { sayFrom } from '@wecube/kit';

/** Every sentence about databases of packages, by code. */
export const DATABASE_TEXTS = {
  DATABASE_SERVER_NEEDED: {
    says: '{{package}} keeps its data in the schema "{{schema}}", and the platform has no MySQL server for plugins.',
    remedy:
      'Add a MySQL server on the page Resources (or set WECUBE_PLUGIN_MYSQL_URL) where the platform may create schemas and users.',
  },
  DATABASE_SERVER_UNREACHABLE: {
    says: 'The MySQL server {{server}} cannot be used: {{reason}}',
    remedy: 'Test it on the page Resources: it must run, and its user may create schemas and users.',
  },
  DATABASE_NAME_INVALID: {
    says: '"{{schema}}" is no name for a schema.',
    remedy: 'A name has 1 to 64 letters, digits, _, - or $.',
  },
  DATABASE_OF_ANOTHER: {
    says: 'The schema "{{schema}}" belongs to {{other}}.',
    remedy: 'Give the package a schema of its own in its register.xml.',
  },
  DATABASE_NOT_OURS: {
    says: 'The schema "{{schema}}" is on {{server}} already, and the platform did not make it.',
    remedy: 'Rename or drop it, or use another server for plugins: the platform takes over no data of others.',
  },
  DATABASE_SCRIPT_MISSING: 'The package declares the script "{{file}}" and does not hold it.',
  DATABASE_SCRIPT_BUSY: {
    says: 'Another launch has been running the scripts of the schema "{{schema}}" for too long.',
    remedy: 'Wait until it is done, then launch again.',
  },
  DATABASE_SCRIPT_FAILED: {
    says: '{{file}}, line {{line}}: {{reason}}',
    remedy:
      'Correct the statement in the package. A script that goes on where this one stopped is continued from there.',
  },
  DATABASE_KEY_MISSING: {
    says: '{{file}}, line {{line}}: the statement was run without the foreign key "{{key}}" of the table "{{table}}", which cannot be added again: {{reason}}',
    remedy:
      'Make the columns on both sides of the key agree, in the package or in the schema, then launch again: the platform has kept the key and adds it.',
  },
  DATABASE_SCRIPT_CHANGED: {
    says: 'A script stopped after {{done}} statements, and those of the package differ before that point.',
    remedy: 'Leave what was run before unchanged, or repair the schema "{{schema}}" by hand.',
  },
} as const;

export const sayDatabase = sayFrom(DATABASE_TEXTS);
