import type { Parameters } from '@wecube/kit';
import type { DefinitionGraph, DefinitionSettings } from './definition.ts';
import type { DesignService } from './design-service.ts';

/** The part of a definition that its validity depends on. */
export type DesignedDefinition = DefinitionGraph &
  Pick<DefinitionSettings, 'isSubProcess' | 'mgmtRoles' | 'useRoles'> & { key: string };

/** What a check of an expression against the data model found; expressions' face answers in this shape. */
export type CheckedExpression = {
  ok: boolean;
  resultEntity: string | null;
  resultAttribute: string | null;
  problems: readonly { code: string; message: string; parameters: Parameters; suggestion: string | null }[];
};

/** The check of an expression that starts at the definition's root entity. */
export type ExpressionFacts = (expression: string) => CheckedExpression;

/** An orchestration that a node runs: the version asked for, or the newest there is. */
export type ChildFacts = {
  name: string;
  isDeployed: boolean;
  isSubProcess: boolean;
  rootEntity: string;
  /** Keys of all orchestrations that its nodes run, and the nodes of those. */
  reaches: ReadonlySet<string>;
};

/** Everything outside of a definition that its validity depends on, read before the rules run. */
export type DesignKnowledge = {
  rootEntity: CheckedExpression;
  expression: ExpressionFacts;
  /** The check of an expression that starts at objects of an entity. */
  expressionFrom: (entity: string, expression: string) => CheckedExpression;
  service: (name: string) => DesignService | null;
  /** Roles that may use a service; null for everybody. */
  rolesOfService: (name: string) => readonly string[] | null;
  /** A system variable as a package sees it. */
  variable: (name: string, packageName: string) => { secret: boolean } | null;
  child: (key: string, version: number | null) => ChildFacts | null;
  now: number;
};

export const NOT_CHECKED: CheckedExpression = { ok: false, resultEntity: null, resultAttribute: null, problems: [] };
