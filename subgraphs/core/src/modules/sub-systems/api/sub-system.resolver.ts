import type { GraphContext, Problem, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SignInOutcome } from '../app/sign-in.ts';
import { PACKAGE_RIGHTS } from '../domain/package-rights.ts';
import type { SubSystemUseCases } from '../module.ts';
import {
  PluginCallerType,
  RegisterSubSystemInput,
  RegisterSubSystemPayload,
  SubSystemSignInInput,
  SubSystemSignInPayload,
  SubSystemType,
} from './sub-system.types.ts';

/** Sub-systems for administrators, and the router's door to their tokens: that part is hidden from the supergraph. */
@Resolver()
export class SubSystemResolver {
  constructor(private readonly useCases: SubSystemUseCases) {}

  @Authorized('sub-system:manage')
  @Query(() => [SubSystemType], { description: 'Everybody who may sign in as a sub-system now.' })
  async subSystems(): Promise<SubSystemType[]> {
    return (await this.useCases.known.list()).map(({ packageName, systemCode, publicKey }) => ({
      ...{ id: systemCode, name: packageName, systemCode, publicKey },
    }));
  }

  @Authorized('sub-system:manage')
  @Mutation(() => RegisterSubSystemPayload)
  async registerSubSystem(
    @Arg('input', () => RegisterSubSystemInput) input: RegisterSubSystemInput,
    @Ctx() { session }: GraphContext,
  ): Promise<RegisterSubSystemPayload> {
    const { subSystem, problems } = await this.useCases.register(input, session as Session);
    const { privateKey = null, ...shown } = subSystem ?? {};
    const presented = subSystem && ({ id: subSystem.systemCode, ...shown } as SubSystemType);
    return { subSystem: presented, privateKey, problems: shownProblems(problems) };
  }

  @Directive('@inaccessible')
  @Authorized('internal:registry')
  @Mutation(() => SubSystemSignInPayload)
  async signInSubSystem(
    @Arg('input', () => SubSystemSignInInput) input: SubSystemSignInInput,
  ): Promise<SubSystemSignInPayload> {
    return presentTokens(await this.useCases.signIn(input));
  }

  @Directive('@inaccessible')
  @Authorized('internal:registry')
  @Mutation(() => SubSystemSignInPayload)
  async refreshSubSystem(@Arg('refreshToken', () => String) refreshToken: string): Promise<SubSystemSignInPayload> {
    return presentTokens(await this.useCases.refresh(refreshToken));
  }

  @Directive('@inaccessible')
  @Authorized('internal:registry')
  @Query(() => PluginCallerType, { nullable: true, description: 'Null for a token that no package signed.' })
  async pluginCaller(@Arg('token', () => String) token: string): Promise<PluginCallerType | null> {
    const found = await this.useCases.recognise(token, 'accessToken');
    if (!found) return null;
    const { identity, claims, isSystem } = found;
    return {
      packageName: identity.packageName,
      systemCode: identity.systemCode,
      userName: isSystem ? null : claims.sub,
      roles: isSystem ? [] : claims.roles,
      actions: PACKAGE_RIGHTS,
      expiresAt: new Date(claims.exp * 1_000),
    };
  }

  @Directive('@inaccessible')
  @Authorized('internal:registry')
  @Query(() => String, { nullable: true, description: 'A token by which one plugin knows another one that calls it.' })
  async pluginCallToken(
    @Arg('from', () => String) from: string,
    @Arg('to', () => String) to: string,
    @Arg('userName', () => String, { nullable: true }) userName: string | null,
    @Arg('roles', () => [String]) roles: string[],
  ): Promise<string | null> {
    return this.useCases.tokenForPackage({ from, to, userName: userName ?? null, roles });
  }
}

function presentTokens({ tokens, problems }: SignInOutcome): SubSystemSignInPayload {
  const shown = tokens.map(({ expiresAt, ...token }) => ({ ...token, expiresAt: new Date(expiresAt) }));
  return { tokens: shown, problems: shownProblems(problems) };
}

const shownProblems = (problems: readonly Problem[]) => problems as SubSystemSignInPayload['problems'];
