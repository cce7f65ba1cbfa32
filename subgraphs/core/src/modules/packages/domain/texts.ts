import { sayFrom } from '@wecube/kit';

/** Every sentence about packages and their files, by code. */
export const PACKAGE_TEXTS = {
  PACKAGE_FILE_MISSING: {
    says: 'The request holds no file in the field "zip-file". Nothing was stored.',
    remedy: 'Send the package as multipart/form-data with the zip in the field "zip-file".',
  },
  PACKAGE_UPLOAD_INTERRUPTED: {
    says: 'The upload ended before the whole file had arrived. Nothing was stored.',
    remedy: 'Upload the file again.',
  },
  PACKAGE_TOO_LARGE: {
    says: 'The file is larger than the limit of {{limit}}. Nothing was stored.',
    remedy: 'Make the package smaller, or have WECUBE_PACKAGE_LIMIT_BYTES raised.',
  },
  PACKAGE_LENGTH_MISSING: {
    says: 'The upload does not say how long the file is. Nothing was stored.',
    remedy: 'Send the header Upload-Length when the upload begins.',
  },
  PACKAGE_NO_SPACE: {
    says: 'The disk of the platform has no room for {{size}}. Nothing was stored.',
    remedy: 'Have space freed in the data folder, then upload the file again.',
  },
  PACKAGE_UPLOAD_UNKNOWN: {
    says: 'There is no upload "{{id}}" of yours. Nothing was changed.',
    remedy: 'Begin a new upload.',
  },
  PACKAGE_UPLOAD_IN_WORK: {
    says: 'All of "{{file}}" has arrived, so the upload cannot be stopped any more. Nothing was changed.',
    remedy: 'Wait until it is unpacked; then decommission the package.',
  },
  PACKAGE_NOT_UNPACKED: {
    says: '"{{file}}" could not be unpacked, because the object store or the database did not answer. Nothing was stored.',
    remedy: 'Have the platform checked, then upload the file again.',
  },
  PACKAGE_EXPANDS_TOO_LARGE: {
    says: 'Unpacked, the file is larger than the limit of {{limit}}. Nothing was stored.',
    remedy: 'Take out what the plugin does not need, or have WECUBE_PACKAGE_LIMIT_BYTES raised.',
  },
  PACKAGE_NOT_A_ZIP: {
    says: 'The file is not a zip archive. Nothing was stored.',
    remedy: 'Upload the zip that the plugin was released as.',
  },
  PACKAGE_ZIP_BROKEN: {
    says: 'The zip archive is damaged: {{reason}}. Nothing was stored.',
    remedy: 'Download or build the package again and compare its checksum.',
  },
  PACKAGE_TOO_MANY_FILES: {
    says: 'The zip holds more than {{limit}} files. Nothing was stored.',
    remedy: 'Pack folders of many files into one archive, such as ui.zip.',
  },
  PACKAGE_ENTRY_UNSAFE: {
    says: 'The zip holds "{{entry}}", which {{reason}}. Nothing was stored.',
    remedy: 'Build the zip from inside the package folder, from plain files only.',
  },
  'ENTRY_FAULT.encrypted': 'is encrypted',
  'ENTRY_FAULT.symbolicLink': 'is a symbolic link',
  'ENTRY_FAULT.notPlain': 'is neither a file nor a folder',
  'ENTRY_FAULT.nameless': 'has no name',
  'ENTRY_FAULT.controlCharacters': 'has a name with control characters',
  'ENTRY_FAULT.backslash': 'has a backslash in its path',
  'ENTRY_FAULT.absolute': 'has an absolute path',
  'ENTRY_FAULT.tooLong': 'has a path longer than {{most}} bytes',
  'ENTRY_FAULT.leadsOut': 'leads out of its folder',
  'ENTRY_FAULT.emptyPart': 'has an empty part in its path',
  PACKAGE_ENTRY_DUPLICATE: {
    says: 'The zip holds "{{entry}}" twice. Nothing was stored.',
    remedy: 'Build the zip again with each file once.',
  },
  PACKAGE_MANIFEST_MISSING: {
    says: 'The zip has no register.xml in its root. Nothing was stored.',
    remedy: 'Put register.xml at the top of the zip, not in a folder.',
  },
  PACKAGE_MANIFEST_TOO_LARGE: {
    says: 'register.xml is larger than {{limit}}. Nothing was stored.',
    remedy: 'Check that register.xml is the manifest of the plugin.',
  },
  MANIFEST_VALUE_TOO_LONG: {
    says: 'register.xml: {{what}} is longer than {{limit}} characters. Nothing was stored.',
    remedy: 'Shorten it.',
  },
  'MANIFEST_VALUE.plugin': 'a plugin name',
  'MANIFEST_VALUE.registerName': 'a registerName',
  'MANIFEST_VALUE.action': 'an interface action',
  'MANIFEST_VALUE.menuCode': 'a menu code',
  'MANIFEST_VALUE.menuCategory': 'a menu category',
  'MANIFEST_VALUE.menuLabel': 'a menu label',
  'MANIFEST_VALUE.systemParameter': 'a system parameter name',
  'MANIFEST_VALUE.path': 'an interface path',
  'MANIFEST_VALUE.menuPath': 'a menu path',
  'MANIFEST_VALUE.httpMethod': 'an httpMethod',
  'MANIFEST_VALUE.type': 'an interface type',
  PACKAGE_NAME_RESERVED: {
    says: 'The name "{{name}}" belongs to the platform itself. Nothing was stored.',
    remedy: 'Give the package another name.',
  },
  PACKAGE_EXISTS: {
    says: '{{name}} {{version}} was uploaded already. Nothing was stored. The package that is there stays as it is.',
    remedy: 'Upload it under a new version; a version is never replaced, decommissioned or not.',
  },
  PACKAGE_NOTHING_TO_RUN: {
    says: 'The zip has no image.tar and register.xml declares no <process>, so no instance could run. Nothing was stored.',
    remedy: 'Add image.tar (docker save) to the zip, or a <process> to <resourceDependencies>.',
  },
  PACKAGE_IMAGE_MISSING: {
    says: 'register.xml declares a docker image, but the zip has no image.tar. Nothing was stored.',
    remedy: 'Add image.tar (docker save) to the root of the zip.',
  },
  PACKAGE_DECLARED_FILE_MISSING: {
    says: '{{declaredBy}} names the file "{{file}}", which the zip does not hold. Nothing was stored.',
    remedy: 'Add the file to the root of the zip or take it out of register.xml.',
  },
  'DATA_FOLDER_NOT_WRITABLE.upload': 'The upload folder {{folder}} cannot be written ({{reason}}). Nothing was stored.',
  PACKAGE_MANIFEST_UNREADABLE: 'The stored manifest of {{name}} {{version}} cannot be read any more.',
  PACKAGE_NOT_FOUND: {
    says: 'There is no package with the id "{{id}}". Nothing was changed.',
    remedy: 'Look it up in the list of packages.',
  },
  PACKAGE_DECOMMISSIONED: {
    says: '{{name}} {{version}} was decommissioned, which is final. Nothing was changed.',
    remedy: 'Upload a newer version.',
  },
  PACKAGE_UNSIGNED: {
    says: '{{name}} {{version}} is not signed, and this platform takes signed packages only.',
    remedy: 'Have its maker sign it with "wecube plugin pack --sign", or have the policy changed.',
  },
  'PACKAGE_UNSIGNED.upload': {
    says: '{{name}} {{version}} is not signed, and this platform takes signed packages only. Nothing was stored.',
    remedy: 'Have its maker sign it with "wecube plugin pack --sign", or have the policy changed.',
  },
  PACKAGE_KEY_NOT_TRUSTED: {
    says: '{{name}} {{version}} is signed by a key that nobody here trusts.',
    remedy: 'Compare the key with its maker, then have an administrator trust it.',
  },
  'PACKAGE_KEY_NOT_TRUSTED.upload': {
    says: '{{name}} {{version}} is signed by the key {{key}}, which nobody here trusts. Nothing was stored.',
    remedy: 'Compare the key with its maker, then have an administrator trust it.',
  },
  PACKAGE_SIGNATURE_BROKEN: {
    says: 'The signature in package.sig does not fit the files of the zip: it was changed after it was signed. Nothing was stored.',
    remedy: 'Get the package from its maker again.',
  },
  'PACKAGE_SIGNATURE_BROKEN.unreadable': {
    says: 'package.sig holds no signature that this platform reads. Nothing was stored.',
    remedy: 'Sign the package with "wecube plugin pack --sign", or take package.sig out.',
  },
  SIGNING_KEY_INVALID: {
    says: 'This is no Ed25519 public key. Nothing was changed.',
    remedy: 'Give the line that "wecube plugin key" printed, 44 characters that end with "=".',
  },
  SIGNING_KEY_UNKNOWN: {
    says: 'There is no trusted key "{{id}}". Nothing was changed.',
    remedy: 'Look it up in the list of trusted keys.',
  },
  PACKAGE_NOT_YET_REGISTERED: {
    says: '{{name}} {{version}} was never registered, so it cannot be used. Nothing was changed.',
    remedy: 'Register it; that also makes it the version in use.',
  },
  PACKAGE_TOO_MANY_VERSIONS: {
    says: '{{name}} has {{count}} versions that are not decommissioned: {{versions}}. Nothing was stored.',
    remedy: 'Decommission one that is not needed any more, or have WECUBE_PACKAGE_VERSIONS raised.',
  },
  PACKAGE_VERSION_STILL_NEEDED: {
    says: '{{dependent}} {{version}} needs {{package}} {{needed}} or newer; {{candidate}} is older.',
    remedy: 'Go back to an older version of {{dependent}} first, or decommission it.',
  },
  PACKAGE_STILL_NEEDED: {
    says: '{{dependent}} {{version}} depends on {{package}}.',
    remedy: 'Decommission {{dependent}} first, or register a version of it that does not need {{package}}.',
  },
  DEPENDENCY_PLATFORM_TOO_OLD: {
    says: '{{trail}} needs platform {{version}}; this one keeps the contract of {{platform}}.',
    remedy: 'Upgrade the platform or take an older version of the package.',
  },
  DEPENDENCY_TOO_OLD: {
    says: '{{trail}} needs {{name}} {{version}} or newer; {{found}} is registered.',
    remedy: 'Upload and register {{name}} {{version}} or newer first.',
  },
  DEPENDENCY_MISSING: {
    says: '{{trail}} needs {{name}} {{version}} or newer, which is not registered.',
    remedy: 'Upload and register {{name}} {{version}} or newer first.',
  },
} as const;

export const sayPackage = sayFrom(PACKAGE_TEXTS);
