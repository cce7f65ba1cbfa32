import type {
  Manifest,
  ManifestInterface,
  ManifestParameter,
  ManifestParamObject,
  ManifestPlugin,
  ManifestSystemParameter,
} from './manifest.ts';

/** What WeCube exports of a package: its registrations and system parameters. */
export type PluginConfig = Pick<Manifest, 'name' | 'version' | 'plugins' | 'systemParameters'>;

/** The XML that WeCube exports and imports; `parseManifest` reads it back. */
export function printPluginConfig({ name, version, plugins, systemParameters }: PluginConfig): string {
  const sections = [
    ...element('plugins', {}, plugins.flatMap(printPlugin)),
    ...element('systemParameters', {}, systemParameters.flatMap(printSystemParameter)),
  ];
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...element('package', { name, version }, sections), ''].join('\n');
}

type Attributes = Record<string, string | null>;

function printPlugin(plugin: ManifestPlugin): string[] {
  const { name, targetPackage, targetEntity, targetEntityFilterRule, registerName, status } = plugin;
  const binds = plugin.roleBinds.flatMap(({ permission, role }) => leaf('roleBind', { permission, roleName: role }));
  return element('plugin', { name, targetPackage, targetEntity, targetEntityFilterRule, registerName, status }, [
    ...plugin.paramObjects.flatMap(printObject),
    ...plugin.interfaces.flatMap(printInterface),
    ...(binds.length > 0 ? element('roleBinds', {}, binds) : []),
  ]);
}

function printObject({ name, mappingExpression, packageName, source, latestSource, properties }: ManifestParamObject) {
  const attributes = { name, mapExpr: mappingExpression, packageName, source, latestSource };
  return element(
    'paramObject',
    attributes,
    properties.flatMap((property) =>
      leaf('property', {
        ...{ name: property.name, dataType: property.dataType, multiple: flag(property.multiple) },
        ...{ refObjectName: property.refObjectName, mapType: property.mappingType },
        ...{ sensitiveData: flag(property.sensitive), mapExpr: property.mappingExpression },
      }),
    ),
  );
}

function printInterface(one: ManifestInterface): string[] {
  const attributes = {
    ...{ action: one.action, path: one.path, httpMethod: one.httpMethod, isAsyncProcessing: flag(one.async) },
    ...{ type: one.type, filterRule: one.filterRule, description: one.description || null },
    // Ours; WeCube reads over it.
    idempotency: one.idempotency === 'UNSAFE' ? null : one.idempotency.toLowerCase(),
  };
  return element('interface', attributes, [
    ...element('inputParameters', {}, one.inputs.flatMap(printParameter)),
    ...element('outputParameters', {}, one.outputs.flatMap(printParameter)),
  ]);
}

function printParameter(one: ManifestParameter): string[] {
  const attributes = {
    ...{ datatype: one.dataType, mappingType: one.mappingType },
    ...{ mappingEntityExpression: one.mappingEntityExpression },
    ...{ mappingSystemVariableName: one.mappingSystemVariableName, mappingValue: one.mappingValue },
    ...{ required: flag(one.required), sensitiveData: flag(one.sensitive) },
    ...{ multiple: one.multiple ? 'Y' : null, refObjectName: one.refObjectName, description: one.description || null },
  };
  return [`<parameter${printAttributes(attributes)}>${escapeText(one.name)}</parameter>`];
}

function printSystemParameter({ name, scopeType, ...rest }: ManifestSystemParameter): string[] {
  const { defaultValue, value, status, source, packageName } = rest;
  return leaf('systemParameter', { name, scopeType, defaultValue, value, status, source, packageName });
}

function element(name: string, attributes: Attributes, children: readonly string[]): string[] {
  if (children.length === 0) return leaf(name, attributes);
  return [`<${name}${printAttributes(attributes)}>`, ...children.map((line) => `    ${line}`), `</${name}>`];
}

const leaf = (name: string, attributes: Attributes): string[] => [`<${name}${printAttributes(attributes)}/>`];

function printAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
}

const flag = (is: boolean): string => (is ? 'Y' : 'N');
/** XML 1.0 has no place for other control characters, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
const escapeText = (text: string): string =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** A parser turns line breaks and tabs of attributes into spaces unless they are written as references. */
const escapeAttribute = (text: string): string =>
  escapeText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
