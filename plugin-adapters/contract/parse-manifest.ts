import type { Said } from '@wecube/kit/texts';
import type { Manifest } from './manifest.ts';
import { findOldGeneration, type OldGeneration } from './manifest-generation.ts';
import { warnOfUnknown } from './manifest-grammar.ts';
import { type ManifestProblem, ManifestReport } from './manifest-problem.ts';
import { sayManifest } from './manifest-texts.ts';
import { readDataModel } from './read-data-model.ts';
import { attribute, childrenOf, optionalAttribute, requiredAttribute } from './read-element.ts';
import { readParamObjects, readPlugins } from './read-plugins.ts';
import {
  readAuthorities,
  readDependencies,
  readGraphqlPath,
  readMenus,
  readResources,
  readSystemParameters,
} from './read-sections.ts';
import { decodeXml, readXml, type XmlElement, XmlError } from './read-xml.ts';

export type ManifestResult =
  | { ok: true; manifest: Manifest; warnings: ManifestProblem[] }
  | { ok: false; problems: ManifestProblem[] };

/** Reads a `register.xml` of the v2 generation, given as text or bytes; says what is wrong and where when it cannot. */
export function parseManifest(xml: string | Uint8Array): ManifestResult {
  const root = tryReading(xml);
  if (root instanceof XmlError) {
    return { ok: false, problems: [brokenXml(root)] };
  }
  const old = findOldGeneration(root);
  if (old) {
    return { ok: false, problems: [oldGeneration(old)] };
  }
  if (root.name !== 'package') {
    return { ok: false, problems: [foreignRoot(root)] };
  }
  const report = new ManifestReport();
  const manifest = readManifest(root, report);
  warnOfUnknown(root, report);
  return report.problems.length > 0
    ? { ok: false, problems: report.problems }
    : { ok: true, manifest, warnings: report.warnings };
}

function tryReading(xml: string | Uint8Array): XmlElement | XmlError {
  try {
    return readXml(typeof xml === 'string' ? xml : decodeXml(xml));
  } catch (error) {
    if (error instanceof XmlError) {
      return error;
    }
    throw error;
  }
}

function readManifest(root: XmlElement, report: ManifestReport): Manifest {
  const name = readName(root, report);
  return {
    name,
    version: readVersion(root, report),
    edition: optionalAttribute(root, 'edition') ?? 'community',
    dependencies: readDependencies(root, report),
    menus: readMenus(root, report),
    dataModel: readDataModel(root, name, report),
    systemParameters: readSystemParameters(root, report),
    authorities: readAuthorities(root, report),
    resources: readResources(root, report),
    paramObjects: childrenOf(root, 'paramObjects').flatMap((element) => readParamObjects(element, report)),
    plugins: readPlugins(root, name, report),
    graphqlPath: readGraphqlPath(root, report),
  };
}

function readName(root: XmlElement, report: ManifestReport): string {
  const name = requiredAttribute(root, 'name', report);
  if (name !== '' && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name)) {
    report.refuse(root, sayManifest('MANIFEST_PACKAGE_NAME_INVALID', { name }));
  }
  return name;
}

function readVersion(root: XmlElement, report: ManifestReport): string {
  const version = requiredAttribute(root, 'version', report);
  if (version !== '' && !/^[\w.+{}-]{1,63}$/.test(version)) {
    report.refuse(root, sayManifest('MANIFEST_VERSION_INVALID', { version }));
  } else if (version !== '' && !/^v?\d+(\.\d+)*([-+].*)?$/i.test(version)) {
    const isTemplate = attribute(root, 'version').includes('{{');
    const key = isTemplate ? 'MANIFEST_VERSION_UNUSUAL.notBuilt' : 'MANIFEST_VERSION_UNUSUAL';
    report.warn(root, sayManifest(key, { version }));
  }
  return version;
}

function brokenXml(error: XmlError): ManifestProblem {
  const { line, column, message: reason } = error;
  return located(sayManifest('MANIFEST_XML_BROKEN', { line, column, reason }), line, '');
}

function oldGeneration(old: OldGeneration): ManifestProblem {
  const { generation, mark, element } = old;
  const facts = { generation, mark, line: element.line, rewrite: REWRITE[generation] };
  return located(sayManifest('MANIFEST_GENERATION_OLD', facts), element.line, element.name);
}

const REWRITE: Record<OldGeneration['generation'], string> = {
  v0: 'root <package name version>, each <action> becomes an <interface action path> with <inputParameters> and <outputParameters>.',
  v1: 'the docker-* and container-* elements become <resourceDependencies><docker .../>, input-parameters becomes <inputParameters>, interface@name becomes interface@action.',
  'v1.5':
    'each resourceDependency becomes a <docker>, <mysql> or <s3> of its own, env_variables becomes envVariables, mappingSystemVariableId becomes mappingSystemVariableName, input-parameters becomes <inputParameters>.',
};

function foreignRoot(root: XmlElement): ManifestProblem {
  return located(sayManifest('MANIFEST_ROOT_UNKNOWN', { element: root.name }), root.line, root.name);
}

const located = (said: Said, line: number, element: string): ManifestProblem => ({
  ...said,
  ...{ line, element, remedy: said.remedy ?? '' },
});
