import type { Problem } from '@wecube/kit';
import type { DefinitionGraph } from './definition.ts';
import { invalidInput } from './errors.ts';

export const MAX_DEFINITION_NAME = 100;
const MAX_DESCRIPTION = 2_000;
const MAX_ID = 64;
const MAX_ROOT_ENTITY = 10_000;
const MAX_GRAPH_CHARACTERS = 4_000_000;

/** Why a draft cannot even be kept; what is merely unfinished is no reason. */
export function draftInputProblems(draft: DefinitionGraph & { name: string; description: string }): Problem[] {
  return [
    ...textProblems(draft),
    ...idProblems('nodes', draft.nodes),
    ...idProblems('links', draft.links),
    ...sizeProblems(draft),
  ];
}

function textProblems({
  name,
  description,
  rootEntity,
}: {
  name: string;
  description: string;
  rootEntity: string;
}): Problem[] {
  const problems: Problem[] = [];
  if (!name.trim()) problems.push(invalidInput(['name'], 'The orchestration has no name.', 'Give it a name.'));
  if ([...name].length > MAX_DEFINITION_NAME) {
    problems.push(invalidInput(['name'], `The name is longer than ${MAX_DEFINITION_NAME} characters.`, 'Shorten it.'));
  }
  if ([...description].length > MAX_DESCRIPTION) {
    problems.push(
      invalidInput(['description'], `The description is longer than ${MAX_DESCRIPTION} characters.`, 'Shorten it.'),
    );
  }
  if (rootEntity.length > MAX_ROOT_ENTITY) {
    problems.push(
      invalidInput(
        ['rootEntity'],
        `The root entity is longer than ${MAX_ROOT_ENTITY} characters.`,
        'Shorten its filters.',
      ),
    );
  }
  return problems;
}

function idProblems(kind: 'nodes' | 'links', items: readonly { id: string }[]): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    const path = [kind, String(index), 'id'];
    if (!id || id.length > MAX_ID)
      return [invalidInput(path, `An id has 1 to ${MAX_ID} characters.`, 'Choose another id.')];
    if (seen.has(id)) return [invalidInput(path, `The id "${id}" is used twice.`, 'Choose another id.')];
    seen.add(id);
    return [];
  });
}

function sizeProblems({ nodes, links }: DefinitionGraph): Problem[] {
  const size = JSON.stringify(nodes).length + JSON.stringify(links).length;
  if (size <= MAX_GRAPH_CHARACTERS) return [];
  return [invalidInput(['nodes'], 'The orchestration is too large to be kept.', 'Split it into several.')];
}
