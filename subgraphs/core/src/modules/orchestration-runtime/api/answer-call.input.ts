import { AppError, JsonScalar } from '@wecube/kit';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import type { AnswerCallInput as Answer } from '../app/answer-call.ts';

const outputs = z.array(z.record(z.string(), z.unknown()));

@InputType()
export class AnswerCallInput {
  @Field(() => ID) requestId!: string;
  @Field(() => String, { description: '0 or empty when it went well, an error code, or the option that was chosen.' })
  resultCode!: string;
  @Field(() => String, { nullable: true }) resultMessage?: string | null;
  @Field(() => JsonScalar, { nullable: true, description: 'One object per object of the call.' }) outputs?: unknown;
}

/** Throws BAD_REQUEST for outputs that are no list of objects. */
export function readAnswer({ requestId, resultCode, resultMessage, outputs: given }: AnswerCallInput): Answer {
  const parsed = outputs.safeParse(given ?? []);
  if (!parsed.success) throw new AppError('BAD_REQUEST', 'outputs is no list of objects.');
  return { requestId, resultCode, resultMessage: resultMessage ?? '', outputs: parsed.data };
}
