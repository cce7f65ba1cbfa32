import {
  ConnectionArgs,
  type GraphContext,
  JsonScalar,
  type Page,
  pageArgs,
  type Session,
  stringWhere,
  toConnection,
} from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { NewVariable } from '../app/create-variable.ts';
import type { VariableOutcome } from '../app/dependencies.ts';
import type { ImportOutcome } from '../app/import-variables.ts';
import type { VariableChange } from '../app/update-variable.ts';
import type { VariableWhere } from '../data/system-variables.ts';
import type { SystemVariable } from '../domain/system-variable.ts';
import { presentOutcome, presentVariable } from './present-variable.ts';
import {
  CreateSystemVariableInput,
  DeleteSystemVariableInput,
  ImportSystemVariablesInput,
  ImportSystemVariablesPayload,
  SystemVariableConnection,
  SystemVariableFilter,
  SystemVariableObject,
  SystemVariablePayload,
  UpdateSystemVariableInput,
} from './system-variable.types.ts';

export type VariableUseCases = {
  find(id: string): Promise<SystemVariable | null>;
  page(where: VariableWhere, page: Page): Promise<SystemVariable[]>;
  count(where: VariableWhere): Promise<number>;
  create(wanted: NewVariable, session: Session): Promise<VariableOutcome>;
  update(change: VariableChange, session: Session): Promise<VariableOutcome>;
  remove(target: { id: string; rowVersion: number }, session: Session): Promise<VariableOutcome>;
  exportAll(session: Session): Promise<unknown>;
  importAll(content: string, session: Session): Promise<ImportOutcome>;
};

@Resolver(() => SystemVariableObject)
export class SystemVariableResolver {
  constructor(private readonly useCases: VariableUseCases) {}

  @Authorized('variable:read')
  @Query(() => SystemVariableConnection, { description: 'By name' })
  async systemVariables(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => SystemVariableFilter, { nullable: true }) filter: SystemVariableFilter | null,
  ) {
    const page = pageArgs(args);
    const where = toWhere(filter);
    return toConnection({
      rows: await this.useCases.page(where, page),
      page,
      cursorOf: ({ name, id }) => [name, id],
      count: () => this.useCases.count(where),
      present: presentVariable,
    });
  }

  @Authorized('variable:read')
  @Query(() => SystemVariableObject, { nullable: true })
  async systemVariable(@Arg('id', () => ID) id: string): Promise<SystemVariableObject | null> {
    const found = await this.useCases.find(id);
    return found && presentVariable(found);
  }

  @Authorized('variable:manage')
  @Query(() => JsonScalar, { description: 'The content of a file that another installation can import; no secrets' })
  exportSystemVariables(@Ctx() { session }: GraphContext): Promise<unknown> {
    return this.useCases.exportAll(session as Session);
  }

  @Authorized('variable:manage')
  @Mutation(() => SystemVariablePayload)
  async createSystemVariable(
    @Arg('input', () => CreateSystemVariableInput) input: CreateSystemVariableInput,
    @Ctx() { session }: GraphContext,
  ): Promise<SystemVariablePayload> {
    return presentOutcome(await this.useCases.create(input, session as Session));
  }

  @Authorized('variable:manage')
  @Mutation(() => SystemVariablePayload, { description: 'Also makes it active or inactive' })
  async updateSystemVariable(
    @Arg('input', () => UpdateSystemVariableInput) input: UpdateSystemVariableInput,
    @Ctx() { session }: GraphContext,
  ): Promise<SystemVariablePayload> {
    return presentOutcome(await this.useCases.update(input, session as Session));
  }

  @Authorized('variable:manage')
  @Mutation(() => SystemVariablePayload)
  async deleteSystemVariable(
    @Arg('input', () => DeleteSystemVariableInput) input: DeleteSystemVariableInput,
    @Ctx() { session }: GraphContext,
  ): Promise<SystemVariablePayload> {
    return presentOutcome(await this.useCases.remove(input, session as Session));
  }

  @Authorized('variable:manage')
  @Mutation(() => ImportSystemVariablesPayload)
  async importSystemVariables(
    @Arg('input', () => ImportSystemVariablesInput) { content }: ImportSystemVariablesInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ImportSystemVariablesPayload> {
    return (await this.useCases.importAll(content, session as Session)) as ImportSystemVariablesPayload;
  }
}

function toWhere(filter: SystemVariableFilter | null): VariableWhere {
  const where: VariableWhere = {};
  for (const field of ['name', 'packageName', 'scope', 'source'] as const) {
    const condition = stringWhere(filter?.[field]);
    if (condition) where[field] = condition;
  }
  for (const field of ['active', 'secret'] as const) {
    const wanted = filter?.[field];
    if (wanted != null) where[field] = wanted;
  }
  return where;
}
