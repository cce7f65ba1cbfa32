import type { Action } from '@wecube/kit';
import { Authorized, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HostRecord } from '../domain/host.ts';
import type { HostCheck } from '../ports.ts';
import { HostType, presentHost } from './host.types.ts';

export type HostReads = {
  hosts(): Promise<HostRecord[]>;
  check(hostId: string): Promise<HostCheck>;
};

@Resolver(() => HostType)
export class HostResolver {
  constructor(private readonly reads: HostReads) {}

  @Authorized<Action>('host:read')
  @Query(() => [HostType])
  async hosts(): Promise<HostType[]> {
    return (await this.reads.hosts()).map(presentHost);
  }

  @FieldResolver(() => Boolean)
  async available(@Root() host: HostType): Promise<boolean> {
    return (await this.reads.check(host.id)).available;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it cannot be used' })
  async reason(@Root() host: HostType): Promise<string | null> {
    const check = await this.reads.check(host.id);
    return check.available ? null : check.reason;
  }
}
