import { connectionType, DateTimeScalar, ProblemObject, StringFilter } from '@wecube/kit';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('SystemVariable', { description: 'A named value that packages read' })
export class SystemVariableObject {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: "Empty for the platform's own" }) packageName!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: '`global` is seen by every package; anything else only by its own' })
  scope!: string;
  @Field(() => String, { nullable: true, description: 'Null where secret' }) value!: string | null;
  @Field(() => String, { nullable: true, description: 'Null where secret' }) defaultValue!: string | null;
  @Field(() => Boolean, { description: 'A person set a value; also known of a secret one' }) hasValue!: boolean;
  @Field(() => Boolean) hasDefault!: boolean;
  @Field(() => Boolean, { description: 'Given to plugins and shown to nobody' }) secret!: boolean;
  @Field(() => Boolean, { description: 'An inactive one is seen by nobody' }) active!: boolean;
  @Field(() => String, { description: '`name__version` of the package that declares it, `platform` or `person`' })
  source!: string;
  @Field(() => DateTimeScalar) updatedAt!: Date;
  @Field(() => String, { nullable: true }) updatedBy!: string | null;
  @Field(() => Int) rowVersion!: number;
}

export const SystemVariableConnection = connectionType(SystemVariableObject, 'SystemVariable');

@InputType('SystemVariableFilter')
export class SystemVariableFilter {
  @Field(() => StringFilter, { nullable: true }) name?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) packageName?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) scope?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) source?: StringFilter | null;
  @Field(() => Boolean, { nullable: true }) active?: boolean | null;
  @Field(() => Boolean, { nullable: true }) secret?: boolean | null;
}

@InputType('CreateSystemVariableInput')
export class CreateSystemVariableInput {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'Absent: of the platform' }) packageName?: string | null;
  @Field(() => String, { nullable: true, description: '`global` when absent' }) scope?: string | null;
  @Field(() => String, { nullable: true }) value?: string | null;
  @Field(() => String, { nullable: true }) defaultValue?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Its name decides when absent' }) secret?: boolean | null;
  @Field(() => Boolean, { nullable: true }) active?: boolean | null;
}

@InputType('UpdateSystemVariableInput')
export class UpdateSystemVariableInput {
  @Field(() => ID) id!: string;
  @Field(() => Int, { description: 'The one that was seen; the change is refused when there is a newer one.' })
  rowVersion!: number;
  @Field(() => String, { nullable: true, description: 'Null or empty: the default is used; absent: as it is' })
  value?: string | null;
  @Field(() => String, { nullable: true, description: 'Only of a variable that a person made' })
  defaultValue?: string | null;
  @Field(() => String, { nullable: true, description: 'Only of a variable that a person made' })
  scope?: string | null;
  @Field(() => Boolean, { nullable: true }) secret?: boolean | null;
  @Field(() => Boolean, { nullable: true }) active?: boolean | null;
}

@InputType('DeleteSystemVariableInput')
export class DeleteSystemVariableInput {
  @Field(() => ID) id!: string;
  @Field(() => Int) rowVersion!: number;
}

@InputType('ImportSystemVariablesInput')
export class ImportSystemVariablesInput {
  @Field(() => String, { description: 'The text of an exported file' }) content!: string;
}

@ObjectType('SystemVariablePayload')
export class SystemVariablePayload {
  @Field(() => SystemVariableObject, { nullable: true }) variable!: SystemVariableObject | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('ImportSystemVariablesPayload')
export class ImportSystemVariablesPayload {
  @Field(() => Int) created!: number;
  @Field(() => Int) updated!: number;
  @Field(() => Int) unchanged!: number;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('SystemVariableChanged')
export class SystemVariableChangedObject {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => SystemVariableObject) variable!: SystemVariableObject;
}
