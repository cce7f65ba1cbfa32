import { type Action, GRANTABLE_ACTIONS, type Problem } from '@wecube/kit';
import { actionsUnknown, roleLabelMissing } from '../domain/role-problems.ts';

const LONGEST_LABEL = 100;

export function checkLabels(labels: { labelEn?: string | null; labelZh?: string | null }): Problem[] {
  return Object.entries(labels)
    .filter(([, label]) => label != null && !isLabel(label))
    .map(([field]) => roleLabelMissing(field));
}

/** The asked actions without repeats; a problem names those that do not exist or are kept for services. */
export function checkActions(actions: readonly string[]): { actions: Action[]; problems: Problem[] } {
  const known = GRANTABLE_ACTIONS.filter((action) => actions.includes(action));
  const unknown = actions.filter((action) => !(GRANTABLE_ACTIONS as string[]).includes(action));
  return { actions: known, problems: unknown.length > 0 ? [actionsUnknown(unknown)] : [] };
}

const isLabel = (label: string) => label.trim().length > 0 && label.length <= LONGEST_LABEL;
