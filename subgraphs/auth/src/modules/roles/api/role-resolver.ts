import {
  type Connection,
  ConnectionArgs,
  GRANTABLE_ACTIONS,
  type GraphContext,
  pageArgs,
  type Session,
  toConnection,
} from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { createRole } from '../app/create-role.ts';
import { listRolePage } from '../app/list-role-page.ts';
import type { RoleParts, RoleResult } from '../app/role-parts.ts';
import { updateRole } from '../app/update-role.ts';
import { presentRole } from './present-role.ts';
import { CreateRoleInput, RoleConnection, RoleObject, RolePayload, UpdateRoleInput } from './role-types.ts';

@Resolver(() => RoleObject)
export class RoleResolver {
  constructor(private readonly parts: RoleParts) {}

  @Authorized('user:read')
  @Query(() => RoleConnection)
  async roles(@Args(() => ConnectionArgs) args: ConnectionArgs): Promise<Connection<RoleObject>> {
    const page = pageArgs(args);
    const { rows, count } = await listRolePage(this.parts, page);
    return toConnection({ rows, page, cursorOf: (role) => [role.name], count, present: presentRole });
  }

  @Authorized('user:read')
  @Query(() => [String], { description: 'Every action a role may allow.' })
  actions(): string[] {
    return GRANTABLE_ACTIONS;
  }

  @Authorized('role:manage')
  @Mutation(() => RolePayload)
  async createRole(
    @Arg('input', () => CreateRoleInput) input: CreateRoleInput,
    @Ctx() context: GraphContext,
  ): Promise<RolePayload> {
    return present(await createRole(this.parts, context.session as Session, input));
  }

  @Authorized('role:manage')
  @Mutation(() => RolePayload)
  async updateRole(
    @Arg('input', () => UpdateRoleInput) input: UpdateRoleInput,
    @Ctx() context: GraphContext,
  ): Promise<RolePayload> {
    return present(await updateRole(this.parts, context.session as Session, input));
  }
}

const present = ({ role, problems }: RoleResult): RolePayload =>
  ({ role: role && presentRole(role), problems }) as RolePayload;
