import type { ManifestReport } from './manifest-problem.ts';
import { sayManifest } from './manifest-texts.ts';
import type { XmlElement } from './read-xml.ts';

/** The children of one name below a wrapping element that may be absent or repeated: `menus` and `menu`. */
export function listOf(root: XmlElement, wrapper: string, name: string): XmlElement[] {
  return childrenOf(root, wrapper).flatMap((element) => childrenOf(element, name));
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The trimmed attribute, or the fallback when it is absent. */
export function attribute(element: XmlElement, name: string, fallback = ''): string {
  return element.attributes[name]?.trim() ?? fallback;
}

/** The first of several spellings that is present and not blank, or null. */
export function optionalAttribute(element: XmlElement, ...names: string[]): string | null {
  for (const name of names) {
    const value = attribute(element, name);
    if (value !== '') {
      return value;
    }
  }
  return null;
}

/** The trimmed attribute; refuses the manifest when it is absent or blank. */
export function requiredAttribute(element: XmlElement, name: string, report: ManifestReport): string {
  const value = attribute(element, name);
  if (value === '') {
    report.refuse(
      element,
      sayManifest('MANIFEST_ATTRIBUTE_MISSING', { element: element.name, line: element.line, attribute: name }),
    );
  }
  return value;
}

/** True for the protocol's `Y`, and for `true`, which some authors write. */
export function flag(element: XmlElement, name: string): boolean {
  return ['y', 'true'].includes(attribute(element, name).toLowerCase());
}

/** The items of a comma list, trimmed, without empty ones. */
export function commaList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** `K=V,...` split at commas first and at each item's first `=`; an item without a name is dropped. */
export function environmentList(value: string): { name: string; value: string }[] {
  return commaList(value)
    .map((item) => {
      const at = item.indexOf('=');
      return at < 0 ? { name: item, value: '' } : { name: item.slice(0, at).trim(), value: item.slice(at + 1) };
    })
    .filter((variable) => variable.name !== '');
}

/** Warns when one name stands twice in a list. */
export function warnOfRepeats(
  elements: XmlElement[],
  nameOf: (element: XmlElement) => string,
  report: ManifestReport,
): void {
  const seen = new Map<string, number>();
  for (const element of elements) {
    const name = nameOf(element);
    const first = seen.get(name);
    if (first !== undefined && name !== '') {
      report.warn(
        element,
        sayManifest('MANIFEST_NAME_REPEATED', { element: element.name, name, line: element.line, first }),
      );
    }
    seen.set(name, first ?? element.line);
  }
}
