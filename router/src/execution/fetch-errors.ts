import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { GatewayGraphQLResponse } from '../federation/gateway-types.ts';
import type { PlanPath } from '../planning/query-plan.ts';
import { namesOf, placesAt } from './paths.ts';
import type { DataObject, Run } from './run.ts';
import type { TypeTest } from './type-tests.ts';

type SubgraphErrors = NonNullable<GatewayGraphQLResponse['errors']>;
type SubgraphError = SubgraphErrors[number];
type ErrorPath = readonly (string | number)[];

/** Which objects the entity of an error stands for, and the paths at which they can stand. */
type Entity = { objects: readonly DataObject[] | undefined; paths: readonly PlanPath[] };
export type FindEntity = (path: ErrorPath) => Entity;

/** Notes that a fetch failed as a whole, at the place for which it was made. */
export function noteFailure(run: Run, error: unknown, path: PlanPath): void {
  run.errors.push(error instanceof GraphQLError && !error.path ? placed(error, path) : error);
}

function placed(error: GraphQLError, path: PlanPath): GraphQLError {
  return new GraphQLError(error.message, {
    path: namesOf(path).filter((segment) => segment !== '@'),
    originalError: error.originalError,
    extensions: error.extensions,
  });
}

/** Notes the errors a subgraph answered, at the place where a client sees what they concern. */
export function noteErrors(run: Run, errors: SubgraphErrors, serviceName: string, path: PlanPath): void {
  for (const error of errors) {
    const place = error.path && [...namesOf(path), ...error.path];
    run.errors.push(downstreamError(error, serviceName, place));
  }
}

/** The same for entities: an error is noted once for each place at which the entity stands. */
export function noteEntityErrors(
  run: Run,
  errors: SubgraphErrors,
  serviceName: string,
  path: PlanPath,
  findEntity: FindEntity,
  isOfType: TypeTest,
): void {
  for (const error of errors) {
    const places = error.path ? placesOf(run, findEntity(error.path), isOfType) : [];
    if (places.length === 0) noteErrors(run, [error], serviceName, path);
    const within = error.path?.slice(2) ?? [];
    for (const place of places) run.errors.push(downstreamError(error, serviceName, [...place, ...within]));
  }
}

function placesOf(run: Run, { objects = [], paths }: Entity, isOfType: TypeTest): ErrorPath[] {
  return paths.flatMap((path) => {
    const places = placesAt(run.data, path, isOfType);
    return objects.flatMap((object) => places.get(object) ?? []);
  });
}

function downstreamError(error: SubgraphError, serviceName: string, path: ErrorPath | undefined): GraphQLError {
  const { message, extensions } = error as GraphQLFormattedError;
  return new GraphQLError(message || `Error while fetching subquery from service "${serviceName}"`, {
    path,
    originalError: error as unknown as Error,
    extensions: { ...extensions, serviceName, code: extensions?.['code'] ?? 'DOWNSTREAM_SERVICE_ERROR' },
  });
}
