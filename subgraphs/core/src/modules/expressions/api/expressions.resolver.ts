import { type GraphContext, LARGEST_PAGE, type Session, toError } from '@wecube/kit';
import { Arg, Authorized, Ctx, Int, Query, Resolver } from 'type-graphql';
import { sayExpression } from '../domain/texts.ts';
import type { Expressions } from '../module.ts';
import { presentObject } from './data-object.types.ts';
import { ExpressionCheckType, ExpressionCompletionType, ExpressionResultType } from './expression.types.ts';

@Resolver()
export class ExpressionsResolver {
  constructor(private readonly expressions: Expressions) {}

  @Authorized('model:read')
  @Query(() => ExpressionCheckType)
  checkExpression(
    @Arg('expression', () => String) expression: string,
    @Arg('rootEntity', () => String, { nullable: true }) rootEntity: string | null,
  ): Promise<ExpressionCheckType> {
    return this.expressions.check(expression, rootEntity);
  }

  @Authorized('model:read')
  @Query(() => [ExpressionCompletionType])
  completeExpression(
    @Arg('expression', () => String) expression: string,
    @Arg('position', () => Int) position: number,
    @Arg('rootEntity', () => String, { nullable: true }) rootEntity: string | null,
  ): Promise<readonly ExpressionCompletionType[]> {
    return this.expressions.complete(expression, position, rootEntity);
  }

  @Authorized('object:read')
  @Query(() => ExpressionResultType)
  async evaluateExpression(
    @Arg('expression', () => String) text: string,
    @Arg('rootObjectId', () => String, { nullable: true }) rootObjectId: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('skip', () => Int, { nullable: true, defaultValue: 0, description: 'Objects before the first' }) skip:
      | number
      | null,
    @Ctx() { session, signal }: GraphContext,
  ): Promise<ExpressionResultType> {
    const limit = pageSize(first ?? 50);
    const before = Math.max(0, skip ?? 0);
    const check = await this.expressions.check(text);
    if (!check.ok) return { check, objects: [], totalCount: 0, counts: [], tookMs: 0 };
    const rootObjectIds = rootObjectId === null || rootObjectId === undefined ? undefined : [rootObjectId];
    const found = await this.expressions.evaluate({
      text,
      rootObjectIds,
      session: session as Session,
      signal,
      limit: limit + before,
    });
    return {
      check,
      objects: found.objects.slice(before).map(presentObject),
      totalCount: found.totalCount,
      counts: found.counts,
      tookMs: found.tookMs,
    };
  }
}

function pageSize(first: number): number {
  if (first >= 0 && first <= LARGEST_PAGE) return first;
  throw toError(sayExpression('BAD_PAGE.size', { most: LARGEST_PAGE }));
}
