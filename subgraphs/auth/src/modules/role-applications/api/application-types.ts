import { connectionType, DateTimeScalar, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { APPLICATION_STATUSES, type ApplicationStatus } from '../domain/role-application.ts';

export const ApplicationStatusEnum = Object.fromEntries(APPLICATION_STATUSES.map((status) => [status, status]));
registerEnumType(ApplicationStatusEnum, { name: 'RoleApplicationStatus' });

@ObjectType('RoleApplication', { description: 'Somebody asks for a role.' })
export class RoleApplicationObject {
  @Field(() => ID) id!: string;
  @Field(() => ApplicationStatusEnum) status!: ApplicationStatus;
  @Field(() => DateTimeScalar) appliedAt!: Date;
  @Field(() => String, { nullable: true }) answeredBy!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) answeredAt!: Date | null;
  /** Resolved to the user and the role by the resolver. */
  userId!: string;
  roleId!: string;
}

export const RoleApplicationConnection = connectionType(RoleApplicationObject, 'RoleApplication');

@InputType('ApplyForRolesInput')
export class ApplyForRolesInput {
  @Field(() => [ID]) roleIds!: string[];
}

@InputType('WithdrawRoleApplicationInput')
export class WithdrawRoleApplicationInput {
  @Field(() => ID) id!: string;
}

@InputType('AnswerRoleApplicationInput')
export class AnswerRoleApplicationInput {
  @Field(() => ID) id!: string;
  @Field(() => Boolean) approve!: boolean;
}

@ObjectType('RoleApplicationsPayload')
export class RoleApplicationsPayload {
  @Field(() => [RoleApplicationObject], { description: 'Those that are new or changed.' })
  applications!: RoleApplicationObject[];
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}
