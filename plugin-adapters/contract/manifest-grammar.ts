import type { ManifestReport } from './manifest-problem.ts';
import { sayManifest } from './manifest-texts.ts';
import type { XmlElement } from './read-xml.ts';

type Rule = { attributes: readonly string[]; children: Readonly<Record<string, Rule>> };

function rule(attributes: string, children: Record<string, Rule> = {}): Rule {
  return { attributes: attributes === '' ? [] : attributes.split(' '), children };
}

const paramObject = rule('name mapExpr packageName source latestSource', {
  property: rule('name dataType multiple refObjectName mapType mapExpr sensitiveData'),
});

const parameter = rule(
  'datatype mappingType mappingEntityExpression mappingSystemVariableName mappingVal mappingValue ' +
    'required sensitiveData multiple refObjectName description',
);

/** Every element and attribute of the v2 generation, with ours: `process`, `proxy`, `graphql`, `idempotency` and the last five of `docker`. */
const MANIFEST = rule('name version edition', {
  packageDependencies: rule('', { packageDependency: rule('name version') }),
  menus: rule('', { menu: rule('code cat displayName localDisplayName') }),
  dataModel: rule('isDynamic path method', {
    entity: rule('name displayName description', {
      attribute: rule(
        'name datatype description refPackageName refEntityName refAttributeName ' +
          'refPackage refEntity ref refVersion multiple required',
      ),
    }),
  }),
  systemParameters: rule('', {
    systemParameter: rule('name defaultValue scopeType value status source packageName'),
  }),
  authorities: rule('', { authority: rule('systemRoleName', { menu: rule('code') }) }),
  resourceDependencies: rule('', {
    docker: rule(
      'imageName containerName portBindings volumeBindings envVariables secretFiles ' +
        'privileged networkMode capabilities readOnlyRoot',
    ),
    mysql: rule('schema initFileName upgradeFileName'),
    s3: rule('bucketName', { fileSet: rule('', { file: rule('source toFile') }) }),
    process: rule('start envVariables healthPath'),
    proxy: rule('domains'),
  }),
  paramObjects: rule('', { paramObject }),
  graphql: rule('path'),
  plugins: rule('', {
    plugin: rule('id name type status targetPackage targetEntity targetEntityFilterRule registerName', {
      paramObject,
      roleBinds: rule('', { roleBind: rule('permission roleName') }),
      interface: rule('action path httpMethod isAsyncProcessing type filterRule description idempotency', {
        inputParameters: rule('', { parameter }),
        outputParameters: rule('', { parameter }),
      }),
    }),
  }),
});

/** Warns of every element and attribute the platform does not know; they are read over, as the original does. */
export function warnOfUnknown(root: XmlElement, report: ManifestReport): void {
  compare(root, MANIFEST, report);
}

function compare(element: XmlElement, known: Rule, report: ManifestReport): void {
  for (const attribute of Object.keys(element.attributes)) {
    if (!known.attributes.includes(attribute) && !isNamespace(attribute)) {
      report.warn(element, sayManifest('MANIFEST_ATTRIBUTE_UNKNOWN', { attribute, element: element.name }));
    }
  }
  for (const child of element.children) {
    const childRule = Object.hasOwn(known.children, child.name) ? known.children[child.name] : undefined;
    if (childRule) {
      compare(child, childRule, report);
    } else {
      report.warn(child, sayManifest('MANIFEST_ELEMENT_UNKNOWN', { element: child.name, parent: element.name }));
    }
  }
}

function isNamespace(attribute: string): boolean {
  return attribute === 'xmlns' || attribute.startsWith('xmlns:') || attribute.startsWith('xsi:');
}
