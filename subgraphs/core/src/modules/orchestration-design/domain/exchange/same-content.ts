import type { ExchangedDefinition } from './exchanged-definition.ts';
import { printOrchestrations } from './orchestration-file.ts';

type Content = Omit<ExchangedDefinition, 'notes'>;

/** Whether two definitions say the same; their versions, people and times, and the order of their nodes do not count. */
export function isSameContent(one: Content, other: Content): boolean {
  return contentOf(one) === contentOf(other);
}

const contentOf = (one: Content): string => printOrchestrations([{ ...one, version: 1 }]);
