import { z } from 'zod';
import {
  BIND_MODES,
  type DefinitionLink,
  type DefinitionNode,
  type DefinitionRecord,
  NODE_TYPES,
  type NodeParameter,
  PARAMETER_SIDES,
  PARAMETER_SOURCES,
} from '../domain/definition.ts';
import type { DiffableDefinition } from '../domain/diff-definition.ts';

const parameterSchema: z.ZodType<NodeParameter> = z.lazy(() =>
  z.object({
    name: z.string(),
    source: z.enum(PARAMETER_SOURCES),
    value: z.string().nullable(),
    fromNodeId: z.string().nullable(),
    fromParameter: z.string().nullable(),
    fromSide: z.enum(PARAMETER_SIDES).nullable().optional(),
    properties: z.array(parameterSchema).nullable().default(null),
  }),
);

/** What has a default came later than the first definitions that are kept. */
const nodesSchema: z.ZodType<DefinitionNode[]> = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    type: z.enum(NODE_TYPES),
    description: z.string().default(''),
    x: z.number(),
    y: z.number(),
    expression: z.string().nullable(),
    bindMode: z.enum(BIND_MODES),
    bindNodeId: z.string().nullable(),
    service: z.string().nullable(),
    timeoutMs: z.number(),
    parameters: z.array(parameterSchema),
    riskCheck: z.boolean().default(false),
    allowSkip: z.boolean().default(false),
    rowsPerCall: z.number().nullable().default(null),
    parallelCalls: z.number().default(1),
    subProcessKey: z.string().nullable().default(null),
    subProcessVersion: z.number().nullable().default(null),
    waitMs: z.number().nullable().default(null),
    waitUntil: z.string().nullable().default(null),
    writes: z.array(z.object({ expression: z.string(), operation: z.string() })).default([]),
  }),
);

const linksSchema: z.ZodType<DefinitionLink[]> = z.array(
  z.object({ id: z.string(), source: z.string(), target: z.string(), label: z.string().nullable() }),
);

const statusSchema = z.enum(['DRAFT', 'DEPLOYED', 'DISABLED']);

/** A row of the table as Prisma reads it. */
export type DefinitionRow = Omit<
  DefinitionRecord,
  'status' | 'nodes' | 'links' | 'authorisedPlugins' | 'mgmtRoles' | 'useRoles'
> & {
  status: string;
  nodes: string;
  links: string;
  roles: readonly { permission: string; role: string }[];
};

/** What every reading of a definition brings along. */
export const WITH_ROLES = { roles: { orderBy: { role: 'asc' } } } as const;

const contentSchema = z.object({
  name: z.string(),
  description: z.string(),
  rootEntity: z.string(),
  nodes: nodesSchema,
  links: linksSchema,
  isSubProcess: z.boolean(),
  group: z.string(),
  conflictCheck: z.boolean(),
  authorisedPlugins: z.array(z.string()),
  mgmtRoles: z.array(z.string()),
  useRoles: z.array(z.string()),
});

/** A saved state of a draft as it was written. */
export const readContent = (json: string): DiffableDefinition => contentSchema.parse(JSON.parse(json));

export function toRecord(row: DefinitionRow): DefinitionRecord {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    description: row.description,
    version: row.version,
    status: statusSchema.parse(row.status),
    rootEntity: row.rootEntity,
    nodes: nodesSchema.parse(JSON.parse(row.nodes)),
    links: linksSchema.parse(JSON.parse(row.links)),
    isSubProcess: row.isSubProcess,
    group: row.group,
    conflictCheck: row.conflictCheck,
    authorisedPlugins: rolesOf(row, 'PLUGIN'),
    mgmtRoles: rolesOf(row, 'MGMT'),
    useRoles: rolesOf(row, 'USE'),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt,
    deployedAt: row.deployedAt,
    rowVersion: row.rowVersion,
  };
}

const rolesOf = ({ roles }: Pick<DefinitionRow, 'roles'>, permission: string) =>
  roles.filter((one) => one.permission === permission).map(({ role }) => role);
