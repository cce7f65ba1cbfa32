import { connectionType, DateTimeScalar, JsonScalar } from '@wecube/kit';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('AuditEntry', { description: 'Who did what, and how it ended.' })
export class AuditEntryObject {
  @Field(() => ID) id!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => String) who!: string;
  @Field(() => String) action!: string;
  @Field(() => String) subject!: string;
  @Field(() => String) outcome!: string;
  @Field(() => JsonScalar, { nullable: true }) detail!: Record<string, unknown> | null;
  @Field(() => String, { nullable: true }) requestId!: string | null;
}

export const AuditEntryConnection = connectionType(AuditEntryObject, 'AuditEntry');
