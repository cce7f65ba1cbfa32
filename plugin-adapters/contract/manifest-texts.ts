import { sayFrom } from '@wecube/kit/texts';

/** Every sentence about a `register.xml`, by code. */
export const MANIFEST_TEXTS = {
  MANIFEST_UNREADABLE: {
    says: '{{file}} cannot be read: {{reason}}.',
    remedy: 'Give a register.xml, or a package zip with register.xml in its root.',
  },
  MANIFEST_XML_BROKEN: {
    says: 'register.xml is no well-formed XML: line {{line}}, column {{column}}: {{reason}}.',
    remedy: 'Correct line {{line}} and check the file with an XML editor.',
  },
  MANIFEST_GENERATION_OLD: {
    says: 'This register.xml is of the {{generation}} generation ({{mark}} on line {{line}}); only v2 is read.',
    remedy: 'Take a release of the plugin from November 2019 or later, or rewrite the file: {{rewrite}}',
  },
  MANIFEST_ROOT_UNKNOWN: {
    says: 'The root element is <{{element}}>, not <package>.',
    remedy: 'Give the register.xml of a WeCube plugin package, whose root is <package name="..." version="...">.',
  },
  MANIFEST_PACKAGE_NAME_INVALID: {
    says: 'The package name "{{name}}" cannot be the first part of an address.',
    remedy: 'Use at most 63 letters, digits, dots, dashes and underscores, beginning with a letter or digit.',
  },
  MANIFEST_VERSION_INVALID: { says: 'The version "{{version}}" is no version.', remedy: 'Write it as v1.2.3.' },
  MANIFEST_VERSION_UNUSUAL: {
    says: 'The version "{{version}}" has parts that are no numbers; they compare as zero.',
    remedy: 'Write it as v1.2.3.',
  },
  'MANIFEST_VERSION_UNUSUAL.notBuilt': {
    says: 'The version "{{version}}" has parts that are no numbers; they compare as zero.',
    remedy: 'A build was to put the version here: build the package first.',
  },
  MANIFEST_ELEMENT_UNKNOWN: {
    says: 'The element <{{element}}> inside <{{parent}}> is not known and was ignored.',
    remedy: 'Remove <{{element}}>, or check its name and place.',
  },
  MANIFEST_ATTRIBUTE_UNKNOWN: {
    says: 'The attribute {{attribute}} of <{{element}}> is not known and was ignored.',
    remedy: 'Remove {{attribute}}, or check its spelling.',
  },
  MANIFEST_ATTRIBUTE_MISSING: {
    says: '<{{element}}> on line {{line}} has no {{attribute}}.',
    remedy: 'Give <{{element}}> a non-empty attribute {{attribute}}.',
  },
  MANIFEST_NAME_REPEATED: {
    says: '<{{element}}> "{{name}}" on line {{line}} repeats the one on line {{first}}.',
    remedy: 'Remove one of the two, or give it another name.',
  },
  MANIFEST_ACTION_INVALID: {
    says: 'The action "{{action}}" on line {{line}} holds a slash, which separates the parts of a service name.',
    remedy: 'Use letters, digits and dashes.',
  },
  MANIFEST_PATH_OUTSIDE_PACKAGE: {
    says: 'The path {{path}} on line {{line}} does not begin with /{{package}}/.',
    remedy: 'Begin it with /{{package}}/, under which the router reaches the package.',
  },
  MANIFEST_PARAMETER_NAMELESS: {
    says: 'The <parameter> on line {{line}} has no name.',
    remedy: 'Write its name between the tags: <parameter ...>name</parameter>.',
  },
  MANIFEST_IDEMPOTENCY_UNKNOWN: {
    says: 'idempotency="{{value}}" on line {{line}} is not known; unsafe is assumed.',
    remedy: 'Write safe, keyed or unsafe.',
  },
} as const;

export const sayManifest = sayFrom(MANIFEST_TEXTS);
