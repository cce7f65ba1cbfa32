import { z } from 'zod';

const exportedVariableSchema = z.object({
  packageName: z.string(),
  name: z.string(),
  scope: z.string(),
  secret: z.boolean(),
  active: z.boolean(),
  /** Absent where secret: files are passed around. A person may write it in. */
  value: z.string().nullish(),
  defaultValue: z.string().nullish(),
});
export type ExportedVariable = z.infer<typeof exportedVariableSchema>;

/** The file that carries variables between installations. */
export const exportedVariablesSchema = z.object({ systemVariables: z.array(exportedVariableSchema).max(10_000) });
