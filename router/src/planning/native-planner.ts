import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { Logger } from '@wecube/kit';
import { Kind, print, visit } from 'graphql';
import { adaptNativePlan } from './native-plan.ts';
import type { MakePlanner, Planner, PlanRequest } from './planner.ts';
import type { QueryPlan } from './query-plan.ts';

/** Above every percentage of a progressive @override: like the JS planner, take no part in any. */
const NO_PERCENTAGE = 100;
const NO_LABELS = new Set<string>();

/** The planner written in Rust. What it cannot plan, the fallback plans: introspection, and whatever it refuses. */
export class NativePlanner implements Planner {
  readonly name = 'native';

  constructor(
    private readonly planner: QueryPlanner,
    private readonly fallback: Planner,
    private readonly logger: Logger,
  ) {}

  async plan(request: PlanRequest): Promise<QueryPlan> {
    if (needsNoService(request)) return this.fallback.planNow(request);
    try {
      return adaptNativePlan(await this.planner.planAsync(...callOf(request)));
    } catch (error) {
      return this.#fallBack(request, error);
    }
  }

  planNow(request: PlanRequest): QueryPlan {
    if (needsNoService(request)) return this.fallback.planNow(request);
    try {
      return adaptNativePlan(this.planner.plan(...callOf(request)));
    } catch (error) {
      return this.#fallBack(request, error);
    }
  }

  #fallBack(request: PlanRequest, error: unknown): QueryPlan {
    const { operationName } = request;
    this.logger.warn({ reason: (error as Error).message, operationName }, 'the native planner refused an operation');
    return this.fallback.planNow(request);
  }
}

/** Loads the native planner; null where it is not installed or has no build for this machine. */
export async function loadNativePlanner(logger: Logger): Promise<MakePlanner | null> {
  try {
    const { QueryPlanner: Native } = await import('@graphql-hive/router-query-planner');
    return ({ supergraphSdl, fallback }) => new NativePlanner(new Native(supergraphSdl), fallback, logger);
  } catch (error) {
    logger.info({ reason: (error as Error).message.split('\n')[0] }, 'the native planner is not available here');
    return null;
  }
}

function callOf({ document, operationName }: PlanRequest): Parameters<QueryPlanner['plan']> {
  return [document.loc?.source.body ?? print(document), operationName ?? undefined, NO_LABELS, NO_PERCENTAGE];
}

/** Whether the operation asks for the schema, or for nothing but `__typename`; only the JS planner answers this without a fetch. */
function needsNoService({ document }: PlanRequest): boolean {
  let introspects = false;
  let fields = 0;
  visit(document, {
    [Kind.FIELD]({ name }) {
      introspects ||= name.value === '__schema' || name.value === '__type';
      fields += name.value === '__typename' ? 0 : 1;
    },
  });
  return introspects || fields === 0;
}
