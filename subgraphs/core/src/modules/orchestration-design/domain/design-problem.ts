export type ProblemLevel = 'ERROR' | 'WARNING';

/** Something that stands in the way of deploying (ERROR) or that a person should look at (WARNING). */
export type DesignProblem = {
  code: DesignProblemCode;
  level: ProblemLevel;
  message: string;
  nodeId: string | null;
  linkId: string | null;
  /** The property of the node, link or definition it concerns. */
  field: string | null;
  remedy: string | null;
};

export type DesignProblemCode =
  | 'ROOT_ENTITY_INVALID'
  | 'NO_START'
  | 'SEVERAL_STARTS'
  | 'NO_END'
  | 'NOTHING_TO_DO'
  | 'TOO_MANY_NODES'
  | 'NAME_MISSING'
  | 'NAME_TOO_LONG'
  | 'NAME_TWICE'
  | 'LINK_WITHOUT_NODE'
  | 'LINK_TO_ITSELF'
  | 'LINK_TWICE'
  | 'TOO_FEW_INCOMING'
  | 'TOO_MANY_INCOMING'
  | 'TOO_FEW_OUTGOING'
  | 'TOO_MANY_OUTGOING'
  | 'NOT_REACHABLE'
  | 'NO_WAY_TO_END'
  | 'CYCLE'
  | 'FORK_BRANCH_ENDS'
  | 'FORK_BRANCHES_MEET_APART'
  | 'EXPRESSION_MISSING'
  | 'EXPRESSION_INVALID'
  | 'EXPRESSION_ATTRIBUTE_IGNORED'
  | 'SERVICE_MISSING'
  | 'SERVICE_UNKNOWN'
  | 'SERVICE_DISABLED'
  | 'SERVICE_ENTITY_MISMATCH'
  | 'TIMEOUT_OUT_OF_RANGE'
  | 'BIND_NODE_MISSING'
  | 'BIND_NODE_NOT_AUTOMATIC'
  | 'BIND_NODE_NOT_UPSTREAM'
  | 'PARAMETER_REQUIRED'
  | 'PARAMETER_UNKNOWN'
  | 'PARAMETER_TWICE'
  | 'PARAMETER_NOT_A_NUMBER'
  | 'CONTEXT_SOURCE_MISSING'
  | 'CONTEXT_SOURCE_OFFERS_NOTHING'
  | 'CONTEXT_SOURCE_NOT_UPSTREAM'
  | 'CONTEXT_PARAMETER_UNKNOWN';

type Place = { nodeId?: string; linkId?: string; field?: string; remedy?: string };

export function designError(code: DesignProblemCode, message: string, place: Place = {}): DesignProblem {
  return at('ERROR', code, message, place);
}

export function designWarning(code: DesignProblemCode, message: string, place: Place = {}): DesignProblem {
  return at('WARNING', code, message, place);
}

export const blocksDeployment = ({ level }: DesignProblem) => level === 'ERROR';

function at(level: ProblemLevel, code: DesignProblemCode, message: string, place: Place): DesignProblem {
  const { nodeId = null, linkId = null, field = null, remedy = null } = place;
  return { code, level, message, nodeId, linkId, field, remedy };
}
