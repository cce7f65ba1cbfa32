import { DateTimeScalar, type GraphContext, ProblemObject, type Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { DomainChange, DomainOutcome } from '../app/change-domains.ts';
import type { DomainRecord } from '../data/proxy-repository.ts';

@ObjectType('ProxyDomain', { description: 'A domain outside that a package may reach through the proxy' })
export class ProxyDomainObject {
  @Field(() => String) packageName!: string;
  @Field(() => String, { description: 'A leading dot includes everything below' }) domain!: string;
  @Field(() => String, { description: '`DECLARED` by its manifest or `GRANTED` by an administrator' }) origin!: string;
  @Field(() => DateTimeScalar) addedAt!: Date;
  @Field(() => String) addedBy!: string;
}

@InputType('ProxyDomainInput')
export class ProxyDomainInput {
  @Field(() => String) packageName!: string;
  @Field(() => String) domain!: string;
}

@ObjectType('ProxyDomainPayload')
export class ProxyDomainPayload {
  @Field(() => [ProxyDomainObject]) domains!: readonly ProxyDomainObject[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

export type ProxyUseCases = {
  domains(packageName?: string): Promise<DomainRecord[]>;
  grant(change: DomainChange, session: Session): Promise<DomainOutcome>;
  withdraw(change: DomainChange, session: Session): Promise<DomainOutcome>;
};

@Resolver(() => ProxyDomainObject)
export class ProxyResolver {
  constructor(private readonly useCases: ProxyUseCases) {}

  @Authorized('proxy:read')
  @Query(() => [ProxyDomainObject])
  proxyDomains(
    @Arg('packageName', () => String, { nullable: true }) packageName: string | null,
  ): Promise<ProxyDomainObject[]> {
    return this.useCases.domains(packageName ?? undefined);
  }

  @Authorized('proxy:grant')
  @Mutation(() => ProxyDomainPayload)
  async grantProxyDomain(
    @Arg('input', () => ProxyDomainInput) input: ProxyDomainInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ProxyDomainPayload> {
    return this.present(input, await this.useCases.grant(input, session as Session));
  }

  @Authorized('proxy:grant')
  @Mutation(() => ProxyDomainPayload)
  async withdrawProxyDomain(
    @Arg('input', () => ProxyDomainInput) input: ProxyDomainInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ProxyDomainPayload> {
    return this.present(input, await this.useCases.withdraw(input, session as Session));
  }

  private async present({ packageName }: ProxyDomainInput, { problems }: DomainOutcome): Promise<ProxyDomainPayload> {
    const domains = await this.useCases.domains(packageName);
    return { domains, problems: problems as readonly ProblemObject[] };
  }
}
