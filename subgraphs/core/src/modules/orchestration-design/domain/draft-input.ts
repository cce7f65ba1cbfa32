import { type Problem, toProblem } from '@wecube/kit';
import type { DefinitionGraph, DefinitionSettings } from './definition.ts';
import { sayDesign } from './texts.ts';

export const MAX_DEFINITION_NAME = 100;
const MAX_DESCRIPTION = 2_000;
const MAX_GROUP = 100;
const MAX_ROLE = 255;
const MAX_PACKAGE = 128;
const MAX_ID = 64;
const MAX_ROOT_ENTITY = 10_000;
const MAX_GRAPH_CHARACTERS = 4_000_000;

/** Why a draft cannot even be kept; what is merely unfinished is no reason. */
export function draftInputProblems(
  draft: DefinitionGraph & DefinitionSettings & { name: string; description: string },
): Problem[] {
  return [
    ...textProblems(draft),
    ...settingsProblems(draft),
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
  const length = (text: string) => [...text].length;
  const said: (Problem | false)[] = [
    !name.trim() && toProblem(sayDesign('INVALID_DEFINITION.nameMissing'), ['name']),
    length(name) > MAX_DEFINITION_NAME && tooLong('name', MAX_DEFINITION_NAME),
    length(description) > MAX_DESCRIPTION && tooLong('description', MAX_DESCRIPTION),
    rootEntity.length > MAX_ROOT_ENTITY && tooLong('rootEntity', MAX_ROOT_ENTITY),
  ];
  return said.filter((problem) => problem !== false);
}

function settingsProblems({ group, mgmtRoles, useRoles, authorisedPlugins }: DefinitionSettings): Problem[] {
  const names = (field: string, given: readonly string[], most: number) =>
    given
      .filter((name) => name.length > most)
      .map((name) => toProblem(sayDesign('INVALID_DEFINITION.roleTooLong', { name, most }), [field]));
  return [
    ...([...group].length > MAX_GROUP ? [tooLong('group', MAX_GROUP)] : []),
    ...names('mgmtRoles', mgmtRoles, MAX_ROLE),
    ...names('useRoles', useRoles, MAX_ROLE),
    ...names('authorisedPlugins', authorisedPlugins, MAX_PACKAGE),
  ];
}

const tooLong = (field: 'name' | 'description' | 'rootEntity' | 'group', most: number): Problem =>
  toProblem(sayDesign(`INVALID_DEFINITION.${field}TooLong`, { most }), [field]);

function idProblems(kind: 'nodes' | 'links', items: readonly { id: string }[]): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    const path = [kind, String(index), 'id'];
    if (!id || id.length > MAX_ID) return [toProblem(sayDesign('INVALID_DEFINITION.idLength', { most: MAX_ID }), path)];
    if (seen.has(id)) return [toProblem(sayDesign('INVALID_DEFINITION.idTwice', { id }), path)];
    seen.add(id);
    return [];
  });
}

function sizeProblems({ nodes, links }: DefinitionGraph): Problem[] {
  const size = JSON.stringify(nodes).length + JSON.stringify(links).length;
  if (size <= MAX_GRAPH_CHARACTERS) return [];
  return [toProblem(sayDesign('INVALID_DEFINITION.tooLarge'), ['nodes'])];
}
