import { z } from 'zod';
import {
  BIND_MODES,
  type DefinitionLink,
  type DefinitionNode,
  type DefinitionRecord,
  NODE_TYPES,
  PARAMETER_SOURCES,
} from '../domain/definition.ts';

const parameterSchema = z.object({
  name: z.string(),
  source: z.enum(PARAMETER_SOURCES),
  value: z.string().nullable(),
  fromNodeId: z.string().nullable(),
  fromParameter: z.string().nullable(),
});

const nodesSchema: z.ZodType<DefinitionNode[]> = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    type: z.enum(NODE_TYPES),
    x: z.number(),
    y: z.number(),
    expression: z.string().nullable(),
    bindMode: z.enum(BIND_MODES),
    bindNodeId: z.string().nullable(),
    service: z.string().nullable(),
    timeoutMs: z.number(),
    parameters: z.array(parameterSchema),
  }),
);

const linksSchema: z.ZodType<DefinitionLink[]> = z.array(
  z.object({ id: z.string(), source: z.string(), target: z.string(), label: z.string().nullable() }),
);

const statusSchema = z.enum(['DRAFT', 'DEPLOYED', 'DISABLED']);

/** A row of the table as Prisma reads it. */
export type DefinitionRow = Omit<DefinitionRecord, 'status' | 'nodes' | 'links'> & {
  status: string;
  nodes: string;
  links: string;
};

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
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt,
    deployedAt: row.deployedAt,
    rowVersion: row.rowVersion,
  };
}
