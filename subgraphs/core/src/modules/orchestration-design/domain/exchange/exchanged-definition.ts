import type { Said } from '@wecube/kit';
import {
  type DefinitionGraph,
  type DefinitionNode,
  type DefinitionSettings,
  defaultParallelCalls,
  EMPTY_NODE,
} from '../definition.ts';

/** Where a file comes from: this platform, the present WeCube (JSON), or WeCube 2 (`.pds`). */
export const FILE_FORMATS = ['YAML', 'WECUBE_JSON', 'WECUBE_2'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** An orchestration as it travels between installations: without ids of rows, people and times. */
export type ExchangedDefinition = DefinitionGraph &
  DefinitionSettings & {
    key: string;
    name: string;
    description: string;
    version: number;
    /** What the file says that this platform takes differently, or cannot take. */
    notes: readonly Said[];
  };

/** What is inside a file, or why it cannot be read. */
export type ReadDefinitions =
  | { ok: true; format: FileFormat; definitions: readonly ExchangedDefinition[] }
  | { ok: false; fault: Said };

/** A node that says nothing but what it is; readers add what their files say. */
export function bareNode(id: string, type: DefinitionNode['type'], name: string): DefinitionNode {
  return { ...EMPTY_NODE, id, name, type, x: 0, y: 0, parallelCalls: defaultParallelCalls(type) };
}

/** "3", "v3" and "V3" are version 3; what is none is 1. */
export function versionNumber(text: string | null | undefined): number {
  const digits = /^\s*v?(\d{1,9})\s*$/i.exec(text ?? '')?.[1];
  return digits ? Math.max(1, Number(digits)) : 1;
}
