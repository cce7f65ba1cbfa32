import type {
  Idempotency,
  ManifestInterface,
  ManifestParameter,
  ManifestParamObject,
  ManifestPlugin,
} from './manifest.ts';
import type { ManifestReport } from './manifest-problem.ts';
import { sayManifest } from './manifest-texts.ts';
import {
  attribute,
  childrenOf,
  flag,
  listOf,
  optionalAttribute,
  requiredAttribute,
  warnOfRepeats,
} from './read-element.ts';
import type { XmlElement } from './read-xml.ts';

/** Reads `<plugins>`: the callable interfaces of a package. */
export function readPlugins(root: XmlElement, packageName: string, report: ManifestReport): ManifestPlugin[] {
  const plugins = listOf(root, 'plugins', 'plugin');
  warnOfRepeats(plugins, (plugin) => pluginKey(plugin), report);
  return plugins.map((plugin) => readPlugin(plugin, packageName, report));
}

/** Reads the `paramObject` children of an element: the object shapes parameters refer to. */
export function readParamObjects(parent: XmlElement, report: ManifestReport): ManifestParamObject[] {
  return childrenOf(parent, 'paramObject').map((element) => ({
    name: requiredAttribute(element, 'name', report),
    mappingExpression: optionalAttribute(element, 'mapExpr'),
    packageName: optionalAttribute(element, 'packageName'),
    source: optionalAttribute(element, 'source'),
    latestSource: optionalAttribute(element, 'latestSource'),
    properties: childrenOf(element, 'property').map((property) => ({
      name: requiredAttribute(property, 'name', report),
      dataType: attribute(property, 'dataType', 'string'),
      multiple: flag(property, 'multiple'),
      refObjectName: optionalAttribute(property, 'refObjectName'),
      mappingType: attribute(property, 'mapType'),
      mappingExpression: optionalAttribute(property, 'mapExpr'),
      sensitive: flag(property, 'sensitiveData'),
    })),
  }));
}

function pluginKey(plugin: XmlElement): string {
  const registration = attribute(plugin, 'registerName');
  return registration === '' ? attribute(plugin, 'name') : `${attribute(plugin, 'name')}(${registration})`;
}

function readPlugin(element: XmlElement, packageName: string, report: ManifestReport): ManifestPlugin {
  const interfaces = childrenOf(element, 'interface');
  warnOfRepeats(interfaces, (child) => attribute(child, 'action'), report);
  return {
    name: requiredAttribute(element, 'name', report),
    targetPackage: attribute(element, 'targetPackage'),
    targetEntity: attribute(element, 'targetEntity'),
    targetEntityFilterRule: attribute(element, 'targetEntityFilterRule'),
    registerName: attribute(element, 'registerName'),
    status: optionalAttribute(element, 'status'),
    roleBinds: listOf(element, 'roleBinds', 'roleBind').map((bind) => ({
      permission: attribute(bind, 'permission'),
      role: attribute(bind, 'roleName'),
    })),
    paramObjects: readParamObjects(element, report),
    interfaces: interfaces.map((child) => readInterface(child, packageName, report)),
  };
}

function readInterface(element: XmlElement, packageName: string, report: ManifestReport): ManifestInterface {
  const action = requiredAttribute(element, 'action', report);
  if (action.includes('/')) {
    report.refuse(element, sayManifest('MANIFEST_ACTION_INVALID', { action, line: element.line }));
  }
  return {
    action,
    path: readPath(element, packageName, report),
    httpMethod: (optionalAttribute(element, 'httpMethod') ?? 'POST').toUpperCase(),
    async: flag(element, 'isAsyncProcessing'),
    type: (optionalAttribute(element, 'type') ?? 'EXECUTION').toUpperCase(),
    filterRule: attribute(element, 'filterRule'),
    description: attribute(element, 'description'),
    idempotency: readIdempotency(element, report),
    inputs: readParameters(element, 'inputParameters', 'constant', report),
    outputs: readParameters(element, 'outputParameters', 'context', report),
  };
}

function readPath(element: XmlElement, packageName: string, report: ManifestReport): string {
  const path = requiredAttribute(element, 'path', report);
  if (path !== '' && !path.startsWith(`/${packageName}/`)) {
    report.warn(
      element,
      sayManifest('MANIFEST_PATH_OUTSIDE_PACKAGE', { path, line: element.line, package: packageName }),
    );
  }
  return path;
}

function readIdempotency(element: XmlElement, report: ManifestReport): Idempotency {
  const written = attribute(element, 'idempotency').toUpperCase();
  if (written === 'SAFE' || written === 'KEYED' || written === 'UNSAFE') {
    return written;
  }
  if (written !== '') {
    report.warn(
      element,
      sayManifest('MANIFEST_IDEMPOTENCY_UNKNOWN', { value: attribute(element, 'idempotency'), line: element.line }),
    );
  }
  return 'UNSAFE';
}

function readParameters(
  element: XmlElement,
  wrapper: string,
  defaultMapping: string,
  report: ManifestReport,
): ManifestParameter[] {
  const parameters = listOf(element, wrapper, 'parameter');
  warnOfRepeats(parameters, (parameter) => parameter.text.trim(), report);
  return parameters.map((parameter) => readParameter(parameter, defaultMapping, report));
}

function readParameter(element: XmlElement, defaultMapping: string, report: ManifestReport): ManifestParameter {
  const name = element.text.trim();
  if (name === '') {
    report.refuse(element, sayManifest('MANIFEST_PARAMETER_NAMELESS', { line: element.line }));
  }
  return {
    name,
    dataType: optionalAttribute(element, 'datatype') ?? 'string',
    mappingType: optionalAttribute(element, 'mappingType') ?? defaultMapping,
    mappingEntityExpression: optionalAttribute(element, 'mappingEntityExpression'),
    mappingSystemVariableName: optionalAttribute(element, 'mappingSystemVariableName'),
    mappingValue: element.attributes.mappingVal || element.attributes.mappingValue || null,
    required: flag(element, 'required'),
    sensitive: flag(element, 'sensitiveData'),
    multiple: flag(element, 'multiple'),
    refObjectName: optionalAttribute(element, 'refObjectName'),
    description: attribute(element, 'description'),
  };
}
