import type { XmlElement } from './read-xml.ts';

/** An older generation of `register.xml`, recognised by an element or attribute that the v2 generation does not have. */
export type OldGeneration = { generation: 'v0' | 'v1' | 'v1.5'; mark: string; element: XmlElement };

const V1_ELEMENTS = new Set([
  'docker-image-file',
  'docker-image-repository',
  'docker-image-tag',
  'container-port',
  'container-config-directory',
  'container-log-directory',
  'container-start-param',
]);
const KEBAB_PARAMETERS = new Set(['input-parameters', 'output-parameters']);

/** Tells which older generation a file is of, or null when nothing in it points to one. */
export function findOldGeneration(root: XmlElement): OldGeneration | null {
  if (root.name === 'plugins') {
    return { generation: 'v0', mark: 'the root element <plugins>', element: root };
  }
  if (root.name !== 'package') {
    return null;
  }
  const elements = [...descendants(root)];
  return findV0(elements) ?? findV1(elements) ?? findV15(elements);
}

function findV0(elements: XmlElement[]): OldGeneration | null {
  const element = elements.find((candidate) => candidate.name === 'plugin' && hasChild(candidate, 'action'));
  return element ? { generation: 'v0', mark: '<action> inside <plugin>', element } : null;
}

function findV1(elements: XmlElement[]): OldGeneration | null {
  const legacy = elements.find((candidate) => V1_ELEMENTS.has(candidate.name));
  if (legacy) {
    return { generation: 'v1', mark: `the element <${legacy.name}>`, element: legacy };
  }
  const hasResources = elements.some((candidate) => candidate.name === 'resourceDependencies');
  const kebab = elements.find((candidate) => KEBAB_PARAMETERS.has(candidate.name));
  if (kebab && !hasResources) {
    return { generation: 'v1', mark: `the element <${kebab.name}>`, element: kebab };
  }
  const named = elements.find(
    (candidate) =>
      candidate.name === 'interface' && 'name' in candidate.attributes && !('action' in candidate.attributes),
  );
  return named && !hasResources ? { generation: 'v1', mark: 'interface@name', element: named } : null;
}

function findV15(elements: XmlElement[]): OldGeneration | null {
  for (const element of elements) {
    if (element.name === 'resourceDependency' || KEBAB_PARAMETERS.has(element.name)) {
      return { generation: 'v1.5', mark: `the element <${element.name}>`, element };
    }
    for (const attribute of ['env_variables', 'mappingSystemVariableId']) {
      if (attribute in element.attributes) {
        return { generation: 'v1.5', mark: `${element.name}@${attribute}`, element };
      }
    }
  }
  return null;
}

function hasChild(element: XmlElement, name: string): boolean {
  return element.children.some((child) => child.name === name);
}

function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}
