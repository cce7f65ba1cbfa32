import { type Connection, ConnectionArgs, type GraphContext, pageArgs, type Session, toConnection } from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { findRoles, presentRole, RoleObject } from '../../roles/index.ts';
import { presentUser, UserObject } from '../../users/index.ts';
import { answerApplication } from '../app/answer-application.ts';
import type { ApplicationParts, ApplicationsResult } from '../app/application-parts.ts';
import { applicantOf, applyForRoles } from '../app/apply-for-roles.ts';
import { listApplicableRoles } from '../app/list-applicable-roles.ts';
import { withdrawApplication } from '../app/withdraw-application.ts';
import { type ApplicationFilter, countApplications, listApplications } from '../data/application-repository.ts';
import type { ApplicationStatus } from '../domain/role-application.ts';
import {
  AnswerRoleApplicationInput,
  ApplicationStatusEnum,
  ApplyForRolesInput,
  RoleApplicationConnection,
  RoleApplicationObject,
  RoleApplicationsPayload,
  WithdrawRoleApplicationInput,
} from './application-types.ts';

@Resolver(() => RoleApplicationObject)
export class RoleApplicationResolver {
  constructor(private readonly parts: ApplicationParts) {}

  @Authorized('user:read')
  @Query(() => RoleApplicationConnection)
  roleApplications(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('status', () => [ApplicationStatusEnum], { nullable: true }) status: ApplicationStatus[] | null,
  ): Promise<Connection<RoleApplicationObject>> {
    return this.#page(args, filterBy(status));
  }

  @Authorized('role:apply')
  @Query(() => RoleApplicationConnection)
  async ownRoleApplications(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('status', () => [ApplicationStatusEnum], { nullable: true }) status: ApplicationStatus[] | null,
    @Ctx() context: GraphContext,
  ): Promise<Connection<RoleApplicationObject>> {
    const userId = (await applicantOf(this.parts, sessionOf(context)))?.id ?? '';
    return this.#page(args, { ...filterBy(status), userId });
  }

  @Authorized('role:apply')
  @Query(() => [RoleObject], { description: 'What the viewer may ask for: neither held nor asked for yet.' })
  async applicableRoles(@Ctx() context: GraphContext): Promise<RoleObject[]> {
    return (await listApplicableRoles(this.parts, sessionOf(context))).map(presentRole);
  }

  @FieldResolver(() => UserObject)
  async user(@Root() { userId }: RoleApplicationObject): Promise<UserObject | null> {
    const user = await this.parts.users.findUser(userId);
    return user && presentUser(user);
  }

  @FieldResolver(() => RoleObject)
  async role(@Root() { roleId }: RoleApplicationObject): Promise<RoleObject | undefined> {
    return (await findRoles(this.parts.database.client, [roleId])).map(presentRole)[0];
  }

  @Authorized('role:apply')
  @Mutation(() => RoleApplicationsPayload)
  async applyForRoles(
    @Arg('input', () => ApplyForRolesInput) input: ApplyForRolesInput,
    @Ctx() context: GraphContext,
  ): Promise<RoleApplicationsPayload> {
    return present(await applyForRoles(this.parts, sessionOf(context), input));
  }

  @Authorized('role:apply')
  @Mutation(() => RoleApplicationsPayload)
  async withdrawRoleApplication(
    @Arg('input', () => WithdrawRoleApplicationInput) input: WithdrawRoleApplicationInput,
    @Ctx() context: GraphContext,
  ): Promise<RoleApplicationsPayload> {
    return present(await withdrawApplication(this.parts, sessionOf(context), input));
  }

  @Authorized('user:manage')
  @Mutation(() => RoleApplicationsPayload)
  async answerRoleApplication(
    @Arg('input', () => AnswerRoleApplicationInput) input: AnswerRoleApplicationInput,
    @Ctx() context: GraphContext,
  ): Promise<RoleApplicationsPayload> {
    return present(await answerApplication(this.parts, sessionOf(context), input));
  }

  async #page(args: ConnectionArgs, filter: ApplicationFilter): Promise<Connection<RoleApplicationObject>> {
    const { client } = this.parts.database;
    const page = pageArgs(args);
    const rows = await listApplications(client, page, filter);
    const count = () => countApplications(client, filter);
    return toConnection({
      rows,
      page,
      cursorOf: ({ id }) => [id],
      count,
      present: (row) => row as RoleApplicationObject,
    });
  }
}

const filterBy = (status: readonly ApplicationStatus[] | null): ApplicationFilter =>
  status ? { status: { in: [...status] } } : {};

const present = (result: ApplicationsResult): RoleApplicationsPayload => result as RoleApplicationsPayload;

// Every field above names an action, so the session is there.
const sessionOf = (context: GraphContext): Session => context.session as Session;
