import type { Parameters, Said } from '@wecube/kit/texts';
import type { XmlElement } from './read-xml.ts';

/** Something wrong with a `register.xml`: where it stands and what a person can do about it. */
export type ManifestProblem = {
  code: string;
  message: string;
  /** What the message was filled with. */
  parameters?: Parameters;
  /** Line of the element's tag, counted from 1. */
  line: number;
  /** The element, as `interface "run"` when it has a name. */
  element: string;
  remedy: string;
};

/** Collects what reading a manifest finds: problems refuse it, warnings do not. */
export class ManifestReport {
  readonly problems: ManifestProblem[] = [];
  readonly warnings: ManifestProblem[] = [];

  refuse(element: XmlElement, finding: Said): void {
    this.problems.push(located(element, finding));
  }

  warn(element: XmlElement, finding: Said): void {
    this.warnings.push(located(element, finding));
  }
}

function located(element: XmlElement, finding: Said): ManifestProblem {
  return { ...finding, remedy: finding.remedy ?? '', line: element.line, element: describe(element) };
}

function describe(element: XmlElement): string {
  const { name, code, action, imageName } = element.attributes;
  const own = (name ?? code ?? action ?? imageName ?? '').trim();
  return own === '' ? element.name : `${element.name} "${own}"`;
}
