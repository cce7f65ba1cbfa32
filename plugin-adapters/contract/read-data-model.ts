import type { ManifestAttribute, ManifestDataModel, ManifestEntity } from './manifest.ts';
import type { ManifestReport } from './manifest-problem.ts';
import { attribute, childrenOf, flag, optionalAttribute, requiredAttribute, warnOfRepeats } from './read-element.ts';
import type { XmlElement } from './read-xml.ts';

/** Reads `<dataModel>`: it is dynamic only when it says so and declares no entity of its own. */
export function readDataModel(root: XmlElement, packageName: string, report: ManifestReport): ManifestDataModel {
  const models = childrenOf(root, 'dataModel');
  const entities = models.flatMap((model) => childrenOf(model, 'entity'));
  warnOfRepeats(entities, (entity) => attribute(entity, 'name'), report);
  const dynamic = models.find((model) => attribute(model, 'isDynamic').toLowerCase() === 'true');
  return {
    dynamic: dynamic !== undefined && entities.length === 0,
    path: (dynamic && optionalAttribute(dynamic, 'path')) ?? '/data-model',
    method: ((dynamic && optionalAttribute(dynamic, 'method')) ?? 'GET').toUpperCase(),
    entities: entities.map((entity) => readEntity(entity, packageName, report)),
  };
}

function readEntity(element: XmlElement, packageName: string, report: ManifestReport): ManifestEntity {
  const name = requiredAttribute(element, 'name', report);
  const attributes = childrenOf(element, 'attribute');
  warnOfRepeats(attributes, (child) => attribute(child, 'name'), report);
  return {
    name,
    displayName: attribute(element, 'displayName', name),
    description: attribute(element, 'description'),
    attributes: attributes.map((child) => readAttribute(child, { packageName, entityName: name }, report)),
  };
}

type Owner = { packageName: string; entityName: string };

function readAttribute(element: XmlElement, owner: Owner, report: ManifestReport): ManifestAttribute {
  const dataType = optionalAttribute(element, 'datatype') ?? 'str';
  const refEntity = optionalAttribute(element, 'refEntityName', 'refEntity');
  const refPackage = optionalAttribute(element, 'refPackageName', 'refPackage');
  const isReference = refEntity !== null || dataType.toLowerCase() === 'ref';
  return {
    name: requiredAttribute(element, 'name', report),
    dataType,
    description: attribute(element, 'description'),
    required: flag(element, 'required'),
    multiple: flag(element, 'multiple'),
    refPackage: isReference ? (refPackage ?? owner.packageName) : null,
    refEntity: isReference ? (refEntity ?? owner.entityName) : null,
    refAttribute: isReference ? (optionalAttribute(element, 'refAttributeName', 'ref') ?? 'id') : null,
  };
}
