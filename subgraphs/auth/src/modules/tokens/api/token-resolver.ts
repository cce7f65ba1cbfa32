import { Arg, Authorized, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { BasicPayload, presentOutcome } from '../../users/index.ts';
import { isLive } from '../app/is-live.ts';
import { refreshSession } from '../app/refresh-session.ts';
import { signIn } from '../app/sign-in.ts';
import { signOut } from '../app/sign-out.ts';
import type { TokenParts, TokenResult } from '../app/token-parts.ts';
import { RefreshInput, SignInInput, SignInPayload, SignOutInput } from './token-types.ts';

// What is public proves who it is by a password or a refresh token of its own.
@Resolver()
export class TokenResolver {
  constructor(private readonly parts: TokenParts) {}

  @Authorized('public')
  @Mutation(() => SignInPayload)
  async signIn(@Arg('input', () => SignInInput) input: SignInInput): Promise<SignInPayload> {
    return present(await signIn(this.parts, input));
  }

  @Authorized('public')
  @Mutation(() => SignInPayload)
  async refreshSession(@Arg('input', () => RefreshInput) input: RefreshInput): Promise<SignInPayload> {
    return present(await refreshSession(this.parts, input.refreshToken));
  }

  @Authorized('public')
  @Mutation(() => BasicPayload)
  async signOut(@Arg('input', () => SignOutInput) input: SignOutInput): Promise<BasicPayload> {
    await signOut(this.parts, input.refreshToken);
    return presentOutcome([]);
  }

  /** For the router alone, whose tokens for pages of plugins die with their session. */
  @Directive('@inaccessible')
  @Authorized('internal:registry')
  @Query(() => Boolean)
  sessionIsLive(@Arg('id', () => ID) id: string): Promise<boolean> {
    return isLive(this.parts, id);
  }
}

const present = ({ tokens, problems }: TokenResult): SignInPayload => ({ ...tokens, problems }) as SignInPayload;
