export type EvaluationLimits = {
  /** Rows one entity of the path may bring before the evaluation is refused. */
  maxRows: number;
  /** The whole evaluation, in milliseconds. */
  timeoutMs: number;
  /** Ids in one `in` filter. */
  chunkSize: number;
  /** Calls of one evaluation that are under way at once. */
  concurrency: number;
};

export const DEFAULT_LIMITS: EvaluationLimits = { maxRows: 200_000, timeoutMs: 30_000, chunkSize: 500, concurrency: 4 };
