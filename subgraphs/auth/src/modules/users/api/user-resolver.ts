import {
  type Connection,
  ConnectionArgs,
  type GraphContext,
  pageArgs,
  type Session,
  StringFilter,
  stringWhere,
  toConnection,
} from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { presentRole, RoleObject } from '../../roles/index.ts';
import { changePassword } from '../app/change-password.ts';
import { createUser } from '../app/create-user.ts';
import { findOwnUser } from '../app/find-own-user.ts';
import { findUserRoles } from '../app/find-user-roles.ts';
import { listUserPage } from '../app/list-user-page.ts';
import { updateUser } from '../app/update-user.ts';
import type { UserParts } from '../app/user-parts.ts';
import { presentOutcome, presentUser } from './present-user.ts';
import {
  BasicPayload,
  ChangePasswordInput,
  CreateUserInput,
  CreateUserPayload,
  UpdateUserInput,
  UpdateUserPayload,
  UserConnection,
  UserObject,
  Viewer,
} from './user-types.ts';

@Resolver(() => UserObject)
export class UserResolver {
  constructor(private readonly parts: UserParts) {}

  @Authorized('session:self')
  @Query(() => Viewer)
  async viewer(@Ctx() context: GraphContext): Promise<Viewer> {
    const session = sessionOf(context);
    const user = await findOwnUser(this.parts, session);
    return { user: presentUser(user), actions: [...session.actions] };
  }

  @Authorized('user:read')
  @Query(() => UserConnection)
  async users(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => StringFilter, { nullable: true, description: 'By username.' }) where: StringFilter | null,
  ): Promise<Connection<UserObject>> {
    const page = pageArgs(args);
    const { rows, count } = await listUserPage(this.parts, page, stringWhere(where));
    return toConnection({ rows, page, cursorOf: (user) => [user.username], count, present: presentUser });
  }

  @FieldResolver(() => [RoleObject])
  async roles(@Root() user: UserObject): Promise<RoleObject[]> {
    return (await findUserRoles(this.parts, user.roleIds)).map(presentRole);
  }

  @Authorized('session:self')
  @Mutation(() => BasicPayload)
  async changePassword(
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: GraphContext,
  ): Promise<BasicPayload> {
    return presentOutcome(await changePassword(this.parts, sessionOf(context), input));
  }

  @Authorized('user:manage')
  @Mutation(() => CreateUserPayload)
  async createUser(
    @Arg('input', () => CreateUserInput) input: CreateUserInput,
    @Ctx() context: GraphContext,
  ): Promise<CreateUserPayload> {
    const { user, problems, initialPassword } = await createUser(this.parts, sessionOf(context), input);
    return { user: user && presentUser(user), initialPassword, problems } as CreateUserPayload;
  }

  @Authorized('user:manage')
  @Mutation(() => UpdateUserPayload)
  async updateUser(
    @Arg('input', () => UpdateUserInput) input: UpdateUserInput,
    @Ctx() context: GraphContext,
  ): Promise<UpdateUserPayload> {
    const { user, problems } = await updateUser(this.parts, sessionOf(context), input);
    return { user: user && presentUser(user), problems } as UpdateUserPayload;
  }
}

// Every field above names an action, so the session is there.
const sessionOf = (context: GraphContext): Session => context.session as Session;
