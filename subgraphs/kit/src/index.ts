export { ACTIONS, type Action, GRANTABLE_ACTIONS, isAction } from './access/actions.ts';
export { INTERNAL_SESSION_HEADER, signInternalSession, verifyInternalSession } from './access/internal-session.ts';
export { can, requireAction, type Session, serviceSession } from './access/session.ts';
export { type Clock, systemClock } from './clock.ts';
export { EnvError, readEnv } from './env.ts';
export { AppError, type AppErrorOptions, forbidden, type Problem, problem, unauthenticated } from './errors.ts';
export { buildSubgraph, type Permission, type Subgraph, type SubgraphOptions } from './graphql/build-subgraph.ts';
export {
  type Connection,
  ConnectionArgs,
  type CursorPart,
  connectionType,
  DEFAULT_PAGE,
  decodeCursor,
  type Edge,
  encodeCursor,
  type KeyOrder,
  keysetQuery,
  keysetWhere,
  LARGEST_PAGE,
  type Page,
  PageInfo,
  pageArgs,
  toConnection,
} from './graphql/connection.ts';
export type { GraphContext } from './graphql/context.ts';
export { formatError } from './graphql/format-error.ts';
export { DateTimeScalar, JsonScalar } from './graphql/scalars.ts';
export {
  DateTimeFilter,
  LocalizedText,
  OrderDirection,
  ProblemObject,
  SentenceObject,
  StringFilter,
  stringWhere,
} from './graphql/types.ts';
export { newId } from './ids.ts';
export { createLogger, type Logger } from './logger.ts';
export { createInProcessJobQueue } from './ports/in-process-job-queue.ts';
export { createInProcessPubSub } from './ports/in-process-pub-sub.ts';
export type { Job, JobQueue } from './ports/job-queue.ts';
export type { PubSub } from './ports/pub-sub.ts';
export { readBody } from './server/read-body.ts';
export { TIMEOUT_HEADER, withinLimits } from './server/request-limits.ts';
export { runService } from './server/run-service.ts';
export {
  closeHttp,
  type RunningServer,
  type SubgraphServerOptions,
  sendJson,
  startSubgraphServer,
} from './server/subgraph-server.ts';
export { noTelemetry, startTelemetry, type Telemetry, telemetryEnv } from './telemetry/telemetry.ts';
export { activeTrace, type Trace, traced, UNTRACED } from './telemetry/trace.ts';
export {
  type Parameter,
  type Parameters,
  type Said,
  saidBy,
  sayFrom,
  type Texts,
  toError,
  toProblem,
} from './texts.ts';
