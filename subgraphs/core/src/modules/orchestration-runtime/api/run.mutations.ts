import { type GraphContext, requireAction } from '@wecube/kit';
import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RunOutcome } from '../app/start-run.ts';
import type { RunCommands, RunReads } from '../module.ts';
import { AnswerCallInput, readAnswer } from './answer-call.input.ts';
import { presentRun } from './present-run.ts';
import { OperateRunInput, RunPayload, StartRunInput } from './run.types.ts';

@Resolver()
export class RunMutations {
  constructor(
    private readonly commands: RunCommands,
    private readonly reads: RunReads,
  ) {}

  @Authorized('run:start')
  @Mutation(() => RunPayload)
  async startRun(
    @Arg('input', () => StartRunInput) input: StartRunInput,
    @Ctx() { session }: GraphContext,
  ): Promise<RunPayload> {
    requireAction(session, 'run:start');
    return this.payload(await this.commands.start(input, session));
  }

  @Authorized('run:operate')
  @Mutation(() => RunPayload)
  async operateRun(
    @Arg('input', () => OperateRunInput) input: OperateRunInput,
    @Ctx() { session }: GraphContext,
  ): Promise<RunPayload> {
    requireAction(session, 'run:operate');
    return this.payload(await this.commands.operate(input, session));
  }

  @Authorized('run:answer')
  @Mutation(() => RunPayload, {
    description: 'The outcome of a call that a plugin took and answers later; once per request.',
  })
  async answerCall(
    @Arg('input', () => AnswerCallInput) input: AnswerCallInput,
    @Ctx() { session }: GraphContext,
  ): Promise<RunPayload> {
    requireAction(session, 'run:answer');
    return this.payload(await this.commands.answer(readAnswer(input), session));
  }

  private async payload({ runId, problems }: RunOutcome): Promise<RunPayload> {
    const row = runId === null ? null : await this.reads.reader.find(runId);
    return { run: row && presentRun(row), problems: problems as RunPayload['problems'] };
  }
}
