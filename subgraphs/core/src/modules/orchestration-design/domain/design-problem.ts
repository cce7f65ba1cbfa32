import type { Parameters, Said } from '@wecube/kit';

export type ProblemLevel = 'ERROR' | 'WARNING';

/** Something that stands in the way of deploying (ERROR) or that a person should look at (WARNING). */
export type DesignProblem = {
  code: string;
  level: ProblemLevel;
  message: string;
  parameters: Parameters;
  nodeId: string | null;
  linkId: string | null;
  /** The property of the node, link or definition it concerns. */
  field: string | null;
  remedy: string | null;
};

type Place = { nodeId?: string; linkId?: string; field?: string };

export const designError = (said: Said, place: Place = {}): DesignProblem => at('ERROR', said, place);

export const designWarning = (said: Said, place: Place = {}): DesignProblem => at('WARNING', said, place);

export const blocksDeployment = ({ level }: DesignProblem) => level === 'ERROR';

function at(level: ProblemLevel, said: Said, place: Place): DesignProblem {
  const { code, message, parameters, remedy = null } = said;
  const { nodeId = null, linkId = null, field = null } = place;
  return { code, level, message, parameters, nodeId, linkId, field, remedy };
}
