import type { GraphContext, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ServerDraft, ServerHealth, ServerOutcome } from '../app/dependencies.ts';
import type { TestOutcome, TestRequest } from '../app/test-server.ts';
import type { ServerChange } from '../app/update-server.ts';
import type { ServerKind, ServerRecord } from '../domain/server.ts';
import type { Allocation } from '../ports.ts';
import { presentHealth, presentOutcome, presentServer, presentTest, presentUsage, toDraft } from './present-server.ts';
import {
  CreateServerInput,
  HealthObject,
  RemoveServerInput,
  ResourceItemObject,
  ServerKindEnum,
  ServerObject,
  ServerPayload,
  TestServerInput,
  TestServerPayload,
  UpdateServerInput,
  UsageObject,
} from './server.types.ts';

export type ServerUseCases = {
  list(kinds?: readonly ServerKind[]): Promise<ServerRecord[]>;
  find(id: string): Promise<ServerRecord | null>;
  health(id: string): ServerHealth | null;
  allocations(id: string): Promise<Allocation[]>;
  create(kind: ServerKind, draft: ServerDraft, session: Session): Promise<ServerOutcome>;
  update(change: ServerChange, session: Session): Promise<ServerOutcome>;
  remove(target: { id: string; rowVersion: number }, session: Session): Promise<ServerOutcome>;
  test(request: TestRequest, session: Session): Promise<TestOutcome>;
};

@Resolver(() => ServerObject)
export class ServerResolver {
  constructor(private readonly useCases: ServerUseCases) {}

  @Authorized('resource:read')
  @Query(() => [ServerObject], { description: 'In the order in which they became known' })
  async resourceServers(
    @Arg('kind', () => ServerKindEnum, { nullable: true }) kind: ServerKind | null,
  ): Promise<ServerObject[]> {
    return (await this.useCases.list(kind ? [kind] : undefined)).map(presentServer);
  }

  @Authorized('resource:read')
  @Query(() => ServerObject, { nullable: true })
  async resourceServer(@Arg('id', () => ID) id: string): Promise<ServerObject | null> {
    const found = await this.useCases.find(id);
    return found && presentServer(found);
  }

  @FieldResolver(() => HealthObject)
  health(@Root() { id }: ServerObject): HealthObject {
    return presentHealth(this.useCases.health(id));
  }

  @FieldResolver(() => UsageObject)
  async usage(@Root() { id }: ServerObject): Promise<UsageObject> {
    return presentUsage(await this.useCases.allocations(id));
  }

  @FieldResolver(() => [ResourceItemObject], { description: 'What packages have on it' })
  items(@Root() { id }: ServerObject): Promise<ResourceItemObject[]> {
    return this.useCases.allocations(id);
  }

  @Authorized('resource:manage')
  @Mutation(() => ServerPayload)
  async createResourceServer(
    @Arg('input', () => CreateServerInput) { kind, ...draft }: CreateServerInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ServerPayload> {
    return presentOutcome(await this.useCases.create(kind, toDraft(draft), session as Session));
  }

  @Authorized('resource:manage')
  @Mutation(() => ServerPayload, { description: 'Also enables and disables it' })
  async updateResourceServer(
    @Arg('input', () => UpdateServerInput) { id, rowVersion, state, ...draft }: UpdateServerInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ServerPayload> {
    const change = { id, rowVersion, state: state ?? null, ...toDraft(draft) };
    return presentOutcome(await this.useCases.update(change, session as Session));
  }

  @Authorized('resource:manage')
  @Mutation(() => ServerPayload, { description: 'Refused while anything is allocated on it' })
  async removeResourceServer(
    @Arg('input', () => RemoveServerInput) input: RemoveServerInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ServerPayload> {
    return presentOutcome(await this.useCases.remove(input, session as Session));
  }

  @Authorized('resource:manage')
  @Mutation(() => TestServerPayload, { description: 'Connects and signs in, and says why that fails' })
  async testResourceServer(
    @Arg('input', () => TestServerInput) { id, kind, ...draft }: TestServerInput,
    @Ctx() { session }: GraphContext,
  ): Promise<TestServerPayload> {
    const request = { ...(id && { id }), ...(kind && { kind }), ...toDraft(draft) };
    return presentTest(await this.useCases.test(request, session as Session), new Date());
  }
}
