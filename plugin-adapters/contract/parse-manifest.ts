import type { Manifest } from './manifest.ts';
import { findOldGeneration, type OldGeneration } from './manifest-generation.ts';
import { warnOfUnknown } from './manifest-grammar.ts';
import { type ManifestProblem, ManifestReport } from './manifest-problem.ts';
import { readDataModel } from './read-data-model.ts';
import { attribute, childrenOf, optionalAttribute, requiredAttribute } from './read-element.ts';
import { readParamObjects, readPlugins } from './read-plugins.ts';
import { readAuthorities, readDependencies, readMenus, readResources, readSystemParameters } from './read-sections.ts';
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
  };
}

function readName(root: XmlElement, report: ManifestReport): string {
  const name = requiredAttribute(root, 'name', report);
  if (name !== '' && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name)) {
    report.refuse(root, {
      code: 'MANIFEST_PACKAGE_NAME_INVALID',
      message: `The package name "${name}" cannot be the first part of an address.`,
      remedy: 'Use at most 63 letters, digits, dots, dashes and underscores, beginning with a letter or digit.',
    });
  }
  return name;
}

function readVersion(root: XmlElement, report: ManifestReport): string {
  const version = requiredAttribute(root, 'version', report);
  if (version !== '' && !/^[\w.+{}-]{1,63}$/.test(version)) {
    report.refuse(root, {
      code: 'MANIFEST_VERSION_INVALID',
      message: `The version "${version}" is no version.`,
      remedy: 'Write it as v1.2.3.',
    });
  } else if (version !== '' && !/^v?\d+(\.\d+)*([-+].*)?$/i.test(version)) {
    report.warn(root, {
      code: 'MANIFEST_VERSION_UNUSUAL',
      message: `The version "${version}" has parts that are no numbers; they compare as zero.`,
      remedy: attribute(root, 'version').includes('{{')
        ? 'A build was to put the version here: build the package first.'
        : 'Write it as v1.2.3.',
    });
  }
  return version;
}

function brokenXml(error: XmlError): ManifestProblem {
  return {
    code: 'MANIFEST_XML_BROKEN',
    message: `register.xml is no well-formed XML: line ${error.line}, column ${error.column}: ${error.message}.`,
    line: error.line,
    element: '',
    remedy: `Correct line ${error.line} and check the file with an XML editor.`,
  };
}

function oldGeneration(old: OldGeneration): ManifestProblem {
  return {
    code: 'MANIFEST_GENERATION_OLD',
    message: `This register.xml is of the ${old.generation} generation (${old.mark} on line ${old.element.line}); only v2 is read.`,
    line: old.element.line,
    element: old.element.name,
    remedy: `Take a release of the plugin from November 2019 or later, or rewrite the file: ${REWRITE[old.generation]}`,
  };
}

const REWRITE: Record<OldGeneration['generation'], string> = {
  v0: 'root <package name version>, each <action> becomes an <interface action path> with <inputParameters> and <outputParameters>.',
  v1: 'the docker-* and container-* elements become <resourceDependencies><docker .../>, input-parameters becomes <inputParameters>, interface@name becomes interface@action.',
  'v1.5':
    'each resourceDependency becomes a <docker>, <mysql> or <s3> of its own, env_variables becomes envVariables, mappingSystemVariableId becomes mappingSystemVariableName, input-parameters becomes <inputParameters>.',
};

function foreignRoot(root: XmlElement): ManifestProblem {
  return {
    code: 'MANIFEST_ROOT_UNKNOWN',
    message: `The root element is <${root.name}>, not <package>.`,
    line: root.line,
    element: root.name,
    remedy: 'Give the register.xml of a WeCube plugin package, whose root is <package name="..." version="...">.',
  };
}
