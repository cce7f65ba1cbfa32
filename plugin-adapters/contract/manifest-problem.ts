import type { XmlElement } from './read-xml.ts';

/** Something wrong with a `register.xml`: where it stands and what a person can do about it. */
export type ManifestProblem = {
  code: string;
  message: string;
  /** Line of the element's tag, counted from 1. */
  line: number;
  /** The element, as `interface "run"` when it has a name. */
  element: string;
  remedy: string;
};

type Finding = { code: string; message: string; remedy: string };

/** Collects what reading a manifest finds: problems refuse it, warnings do not. */
export class ManifestReport {
  readonly problems: ManifestProblem[] = [];
  readonly warnings: ManifestProblem[] = [];

  refuse(element: XmlElement, finding: Finding): void {
    this.problems.push(located(element, finding));
  }

  warn(element: XmlElement, finding: Finding): void {
    this.warnings.push(located(element, finding));
  }
}

function located(element: XmlElement, finding: Finding): ManifestProblem {
  return { ...finding, line: element.line, element: describe(element) };
}

function describe(element: XmlElement): string {
  const { name, code, action, imageName } = element.attributes;
  const own = (name ?? code ?? action ?? imageName ?? '').trim();
  return own === '' ? element.name : `${element.name} "${own}"`;
}
