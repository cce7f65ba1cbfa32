import { type Problem, toProblem } from '@wecube/kit';
import { sayVariable } from './texts.ts';

/** What a manifest can name between `{{` and `}}` without a doubt. */
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]{0,254}$/u;
const MOST_CHARACTERS = 65_536;
const LONGEST_WORD = 128;

type Texts = {
  name?: string;
  scope?: string | null;
  packageName?: string | null;
  value?: string | null;
  defaultValue?: string | null;
};

/** What is wrong with the texts of a variable, by input field. */
export function checkVariable(texts: Texts): Problem[] {
  const problems: Problem[] = [];
  if (texts.name !== undefined && !NAME.test(texts.name)) {
    problems.push(toProblem(sayVariable('VARIABLE_NAME_INVALID', { variable: texts.name }), ['name']));
  }
  for (const field of ['scope', 'packageName'] as const) {
    const word = texts[field];
    if (word == null || (word.length <= LONGEST_WORD && !/\s/.test(word))) continue;
    problems.push(toProblem(sayVariable('VARIABLE_WORD_INVALID', { field, most: LONGEST_WORD }), [field]));
  }
  for (const field of ['value', 'defaultValue'] as const) {
    if ((texts[field]?.length ?? 0) <= MOST_CHARACTERS) continue;
    problems.push(toProblem(sayVariable('VARIABLE_VALUE_TOO_LONG', { most: MOST_CHARACTERS }), [field]));
  }
  return problems;
}
