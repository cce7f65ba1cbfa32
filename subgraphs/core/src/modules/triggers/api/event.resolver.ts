import type { GraphContext, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { createReceiveEvent } from '../app/receive-event.ts';
import type { OperationEvents } from '../data/operation-events.ts';
import { OperationEventType, SendOperationEventInput, SendOperationEventPayload } from './event.types.ts';

const LARGEST_PAGE = 200;

@Resolver()
export class OperationEventResolver {
  constructor(
    private readonly receive: ReturnType<typeof createReceiveEvent>,
    private readonly events: OperationEvents,
  ) {}

  @Authorized('event:read')
  @Query(() => [OperationEventType], { description: 'The newest first.' })
  async operationEvents(@Arg('first', () => Int, { defaultValue: 50 }) first: number): Promise<OperationEventType[]> {
    return this.events.newest(Math.max(1, Math.min(first, LARGEST_PAGE)));
  }

  @Authorized('event:read')
  @Query(() => OperationEventType, { nullable: true })
  async operationEvent(@Arg('id', () => ID) id: string): Promise<OperationEventType | null> {
    return this.events.find(id);
  }

  @Authorized('event:send')
  @Mutation(() => SendOperationEventPayload, {
    description: 'Starts the latest deployed version of an orchestration later on; the same event is taken once.',
  })
  async sendOperationEvent(
    @Arg('input', () => SendOperationEventInput) input: SendOperationEventInput,
    @Ctx() { session }: GraphContext,
  ): Promise<SendOperationEventPayload> {
    const { eventType, operationUser, operationMode, notifyEndpoint, ...required } = input;
    const given = {
      ...required,
      ...{ eventType: eventType ?? '', operationUser: operationUser ?? '', operationMode: operationMode ?? '' },
      notifyEndpoint: notifyEndpoint || null,
    };
    const { event, problems } = await this.receive(given, session as Session);
    return { event, problems: problems as SendOperationEventPayload['problems'] };
  }
}
