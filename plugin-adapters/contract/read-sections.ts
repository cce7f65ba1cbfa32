import type { Manifest, ManifestResources } from './manifest.ts';
import type { ManifestReport } from './manifest-problem.ts';
import {
  attribute,
  childrenOf,
  commaList,
  environmentList,
  listOf,
  optionalAttribute,
  requiredAttribute,
  warnOfRepeats,
} from './read-element.ts';
import type { XmlElement } from './read-xml.ts';

export function readDependencies(root: XmlElement, report: ManifestReport): Manifest['dependencies'] {
  return listOf(root, 'packageDependencies', 'packageDependency').map((element) => ({
    name: requiredAttribute(element, 'name', report),
    version: attribute(element, 'version'),
  }));
}

export function readGraphqlPath(root: XmlElement, report: ManifestReport): string | null {
  const [element] = childrenOf(root, 'graphql');
  if (!element) return null;
  const path = requiredAttribute(element, 'path', report);
  return path.startsWith('/') ? path : `/${path}`;
}

export function readMenus(root: XmlElement, report: ManifestReport): Manifest['menus'] {
  const menus = listOf(root, 'menus', 'menu');
  warnOfRepeats(menus, (menu) => attribute(menu, 'code'), report);
  return menus.map((element) => {
    const code = requiredAttribute(element, 'code', report);
    const english = optionalAttribute(element, 'displayName', 'localDisplayName') ?? code;
    const chinese = optionalAttribute(element, 'localDisplayName') ?? english;
    return {
      code,
      category: attribute(element, 'cat'),
      label: { en: english, zh: chinese },
      path: element.text.trim(),
    };
  });
}

export function readSystemParameters(root: XmlElement, report: ManifestReport): Manifest['systemParameters'] {
  const parameters = listOf(root, 'systemParameters', 'systemParameter');
  warnOfRepeats(parameters, (parameter) => attribute(parameter, 'name'), report);
  return parameters.map((element) => ({
    name: requiredAttribute(element, 'name', report),
    scopeType: optionalAttribute(element, 'scopeType') ?? 'global',
    defaultValue: element.attributes.defaultValue ?? null,
    value: element.attributes.value ?? null,
    status: optionalAttribute(element, 'status'),
    source: optionalAttribute(element, 'source'),
    packageName: optionalAttribute(element, 'packageName'),
  }));
}

/** Reads every `<authority>`; codes of menus that the package does not declare are kept, real packages have them. */
export function readAuthorities(root: XmlElement, report: ManifestReport): Manifest['authorities'] {
  return listOf(root, 'authorities', 'authority').map((element) => ({
    role: requiredAttribute(element, 'systemRoleName', report),
    menuCodes: childrenOf(element, 'menu').map((menu) => requiredAttribute(menu, 'code', report)),
  }));
}

export function readResources(root: XmlElement, report: ManifestReport): ManifestResources {
  const of = (name: string) => listOf(root, 'resourceDependencies', name);
  return {
    docker: of('docker').map((element) => ({
      imageName: requiredAttribute(element, 'imageName', report),
      containerName: attribute(element, 'containerName'),
      portBindings: commaList(attribute(element, 'portBindings')),
      volumeBindings: commaList(attribute(element, 'volumeBindings')),
      envVariables: environmentList(attribute(element, 'envVariables')),
      secretFiles: environmentList(attribute(element, 'secretFiles')),
      privileged: isYes(attribute(element, 'privileged')),
      hostNetwork: attribute(element, 'networkMode').toLowerCase() === 'host',
      capabilities: commaList(attribute(element, 'capabilities')).map(capabilityName),
      readOnlyRoot: isYes(attribute(element, 'readOnlyRoot')),
    })),
    mysql: of('mysql').map((element) => ({
      schema: attribute(element, 'schema'),
      initFileName: attribute(element, 'initFileName'),
      upgradeFileName: attribute(element, 'upgradeFileName'),
    })),
    s3: of('s3').map((element) => ({
      bucketName: requiredAttribute(element, 'bucketName', report),
      files: listOf(element, 'fileSet', 'file').map((file) => ({
        source: requiredAttribute(file, 'source', report),
        toFile: requiredAttribute(file, 'toFile', report),
      })),
    })),
    process: of('process').map((element) => ({
      start: requiredAttribute(element, 'start', report),
      healthPath: attribute(element, 'healthPath'),
      envVariables: environmentList(attribute(element, 'envVariables')),
    })),
    proxy: of('proxy').map((element) => ({ domains: commaList(attribute(element, 'domains')) })),
  };
}

const isYes = (text: string): boolean => /^(y|yes|true)$/i.test(text);

/** `cap_net_admin` and `NET_ADMIN` are the same. */
const capabilityName = (text: string): string => text.toUpperCase().replace(/^CAP_/, '');
