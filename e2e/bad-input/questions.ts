import { describe, expect, it } from 'vitest';
import { automatic, control, deploy, HOSTS } from '../main-job/story.ts';
import type { Bench } from './bench.ts';

type Problem = { code: string; message: string; position: number; end: number; expected: string[]; suggestion: string };

const SELECTION = 'ok problems { code message position end expected suggestion }';

/** Expressions with typing errors, and objects that do not exist. */
export function questions(bench: Bench): void {
  describe('an expression', () => {
    it.each([
      ['estate:aplication', 'UNKNOWN_ENTITY', 'aplication', 'application'],
      ['estat:application', 'UNKNOWN_PACKAGE', 'estat', 'estate'],
      ['estate:unit.aplication>estate:application', 'UNKNOWN_ATTRIBUTE', 'aplication', 'application'],
      ['estate:application~(application)estate:unt', 'UNKNOWN_ENTITY', 'unt', 'unit'],
    ])('%s is refused where it is wrong, with the right word', async (expression, code, wrong, right) => {
      const [problem] = await problemsOf(expression);
      const position = expression.lastIndexOf(wrong);
      expect(problem).toMatchObject({ code, position, end: position + wrong.length, suggestion: right });
      expect(problem?.expected).toContain(right);
      expect(problem?.message).toContain(`"${wrong}"`);
    });

    it('that is not well formed is refused with what was expected', async () => {
      const [problem] = await problemsOf('estate:application~application)estate:unit');
      expect(problem).toMatchObject({ code: 'EXPRESSION_SYNTAX', position: 19, expected: ["'('"] });
    });

    it('with a typing error is not deployed', async () => {
      const refused = deploy(
        bench.api,
        'Mistyped',
        [control('start', 'START'), mistyped, control('end', 'END')],
        LINKS,
      );
      await expect(refused).rejects.toThrow();
      const { definitions } = await bench.api.query<{ definitions: { nodes: Draft[] } }>(
        '{ definitions(where: { name: { eq: "Mistyped" } }) { nodes { id rowVersion } } }',
      );
      const draft = definitions.nodes[0] as Draft;
      const answer = await bench.unchanged(() =>
        bench.api.attempt<object>('deployDefinition', 'DefinitionActionInput', draft, 'definition { status }'),
      );
      const message = expect.stringContaining('Did you mean "host"?');
      expect(answer.problems).toMatchObject([{ code: 'EXPRESSION_INVALID', message }]);
    });
  });

  describe('an unknown root object', () => {
    it('starts no run, neither as a preview nor in earnest', async () => {
      const hosts = automatic('hosts', 'shell/script/run', { script: 'true' });
      const nodes = [control('start', 'START'), hosts, control('end', 'END')];
      const definitionId = await deploy(bench.api, 'Well formed', nodes, LINKS);
      const input = { definitionId, rootObjectId: 'app_of_nobody' };
      const expected = { code: 'UNKNOWN_ROOT_OBJECT', message: expect.stringContaining('app_of_nobody') };
      const answer = await bench.unchanged(() =>
        bench.api.attempt<{ run: null }>('startRun', 'StartRunInput', input, 'run { id }'),
      );
      expect(answer).toMatchObject({ run: null, problems: [expected] });
      const preview = await bench.unchanged(() =>
        bench.api.query(
          'query ($input: PreviewRunInput!) { previewRun(input: $input) { nodes { nodeId } problems { code message } } }',
          { input },
        ),
      );
      expect(preview).toEqual({ previewRun: { nodes: [], problems: [expected] } });
    });
  });

  /** Checking and evaluating say the same. */
  async function problemsOf(expression: string): Promise<Problem[]> {
    const query = `query ($text: String!) {
      checkExpression(expression: $text) { ${SELECTION} }
      evaluateExpression(expression: $text) { totalCount check { ${SELECTION} } }
    }`;
    type Check = { ok: boolean; problems: Problem[] };
    type Answer = { checkExpression: Check; evaluateExpression: { totalCount: number; check: Check } };
    const answer = await bench.unchanged(() => bench.api.query<Answer>(query, { text: expression }));
    expect(answer.checkExpression.ok).toBe(false);
    expect(answer.evaluateExpression).toEqual({ totalCount: 0, check: answer.checkExpression });
    return answer.checkExpression.problems;
  }
}

type Draft = { id: string; rowVersion: number };

const LINKS = ['start>hosts', 'hosts>end'];
const mistyped = {
  ...{ id: 'hosts', name: 'hosts', type: 'AUTOMATIC', x: 0, y: 0, bindMode: 'AT_START', service: 'shell/script/run' },
  ...{ expression: HOSTS.replace('estate:host', 'estate:hosst') },
  parameters: [{ name: 'script', source: 'CONSTANT', value: 'true' }],
};
