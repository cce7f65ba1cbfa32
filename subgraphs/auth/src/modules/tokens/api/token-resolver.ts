import { Arg, Authorized, Mutation, Resolver } from 'type-graphql';
import { BasicPayload, presentOutcome } from '../../users/index.ts';
import { refreshSession } from '../app/refresh-session.ts';
import { signIn } from '../app/sign-in.ts';
import { signOut } from '../app/sign-out.ts';
import type { TokenParts, TokenResult } from '../app/token-parts.ts';
import { RefreshInput, SignInInput, SignInPayload, SignOutInput } from './token-types.ts';

// Public: each of them proves who it is by a password or a refresh token of its own.
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
}

const present = ({ tokens, problems }: TokenResult): SignInPayload => ({ ...tokens, problems }) as SignInPayload;
