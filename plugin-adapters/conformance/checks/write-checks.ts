import { idOf, isRefusal, rowsOf } from '../answers.ts';
import { type Check, type CheckGroup, Skip } from '../check.ts';
import { shown } from '../connection.ts';
import { count, create, find, made, type Plan, planOf, rowOf, write } from './write-plan.ts';

const LONG = 100_000;

/** Creating, changing and deleting objects; what is made here is taken away again. */
export const writeChecks: CheckGroup = {
  name: 'writes',
  checks: [
    onPlan(
      'write-create',
      'must',
      'create makes an object and answers it with its id',
      'Answer the rows as they are now, each with the id that it got.',
      async (plan) => {
        const answer = await create(plan, [rowOf(plan, 'one')]);
        const [row] = rowsOf(answer) ?? [];
        return row && typeof row['id'] === 'string' && row['id'] !== '' ? null : shown(answer);
      },
    ),
    onPlan(
      'write-read-back',
      'must',
      'what was created is found with its values',
      'Write before you answer.',
      async (plan) => {
        const given = rowOf(plan, 'read back');
        const id = await made(plan, given);
        const found = await find(plan, id);
        if (!found) return 'it is not found by its id';
        const lost = Object.keys(given).find((name) => String(found[name]) !== String(given[name]));
        return lost ? `${lost} is ${JSON.stringify(found[lost])}, not ${JSON.stringify(given[lost])}` : null;
      },
    ),
    onPlan(
      'write-own-ids',
      'must',
      'two objects that are created get different ids',
      'Make ids yourself, never from the content.',
      async (plan) => {
        const first = await made(plan, rowOf(plan, 'same'));
        return (await made(plan, rowOf(plan, 'same'))) === first ? 'both have one id' : null;
      },
    ),
    onPlan(
      'write-batch',
      'must',
      'several rows are created at once and answered in their order',
      'Answer a row for each row, in the order given.',
      async (plan) => {
        const given = ['first', 'second', 'third'].map((word) => rowOf(plan, word));
        const answer = await create(plan, given);
        const rows = rowsOf(answer);
        if (rows?.length !== given.length) return shown(answer);
        return rows.every((row, at) => row[plan.text] === given[at]?.[plan.text]) ? null : 'they come in another order';
      },
    ),
    onPlan(
      'write-update',
      'must',
      'update changes what it names',
      'Find the object by its id and write the given attributes.',
      async (plan) => {
        const id = await made(plan, rowOf(plan, 'before'));
        const answer = await write(plan, 'update', [{ id, [plan.text]: 'after' }]);
        if (isRefusal(answer)) return shown(answer);
        const found = await find(plan, id);
        return found?.[plan.text] === 'after' ? null : `${plan.text} is ${JSON.stringify(found?.[plan.text])}`;
      },
    ),
    onPlan(
      'write-update-only-named',
      'must',
      'update leaves what it does not name',
      'Do not empty attributes that a row does not have.',
      async (plan) => {
        const given = rowOf(plan, 'kept');
        const id = await made(plan, given);
        await write(plan, 'update', [{ id }]);
        const found = await find(plan, id);
        return found?.[plan.text] === given[plan.text] ? null : `${plan.text} is ${JSON.stringify(found?.[plan.text])}`;
      },
    ),
    onPlan(
      'write-update-unknown',
      'must',
      'update of an id that there is not is refused',
      'Answer status ERROR: a node that changed nothing must not succeed.',
      async (plan) => {
        const answer = await write(plan, 'update', [{ id: 'no-such-object', [plan.text]: 'x' }]);
        return isRefusal(answer) ? null : shown(answer);
      },
    ),
    onPlan(
      'write-update-makes-nothing',
      'must',
      'update of an id that there is not makes no object',
      'Only create makes objects.',
      async (plan) => {
        const before = await count(plan);
        await write(plan, 'update', [{ id: 'no-such-object', [plan.text]: 'x' }]);
        const found = await find(plan, 'no-such-object');
        if (found) await write(plan, 'delete', [{ id: 'no-such-object' }]);
        return found || (await count(plan)) > before ? 'there is a new object' : null;
      },
    ),
    onPlan(
      'write-operation-header',
      'should',
      'the header x-operation is tolerated at an update',
      'Read over it, unless your objects have states.',
      async (plan) => {
        const id = await made(plan, rowOf(plan, 'operated'));
        const answer = await write(plan, 'update', [{ id, [plan.text]: 'x' }], { 'x-operation': 'Confirm' });
        return isRefusal(answer) ? shown(answer) : null;
      },
    ),
    onPlan(
      'write-delete',
      'must',
      'delete takes the object away',
      'Delete by id; data of the answer may be null.',
      async (plan) => {
        const id = await made(plan, rowOf(plan, 'deleted'));
        const answer = await write(plan, 'delete', [{ id }]);
        if (isRefusal(answer)) return shown(answer);
        return (await find(plan, id)) ? 'it is still found' : null;
      },
    ),
    onPlan(
      'write-delete-others-stay',
      'must',
      'delete takes no other object away',
      'Delete exactly the ids given.',
      async (plan) => {
        const [stays, goes] = [await made(plan, rowOf(plan, 'stays')), await made(plan, rowOf(plan, 'goes'))];
        await write(plan, 'delete', [{ id: goes }]);
        return (await find(plan, stays)) ? null : 'another one is gone, too';
      },
    ),
    onPlan(
      'write-delete-unknown',
      'could',
      'delete of an id that there is not is refused',
      'Answer status ERROR, so that a typing error shows.',
      async (plan) => {
        const answer = await write(plan, 'delete', [{ id: 'no-such-object' }]);
        return isRefusal(answer) ? null : shown(answer);
      },
    ),
    onPlan('write-nothing', 'should', 'an empty list of rows is no failure', 'Answer an empty list.', async (plan) => {
      const answer = await write(plan, 'create', []);
      return isRefusal(answer) ? shown(answer) : null;
    }),
    onPlan(
      'write-one-object',
      'should',
      'a single object instead of a list is refused, not half taken',
      'Check the shape, and refuse with words.',
      async (plan) => {
        const answer = await create(plan, rowOf(plan, 'single'));
        return isRefusal(answer) && answer.status < 500 ? null : shown(answer);
      },
    ),
    onPlan(
      'write-unicode',
      'must',
      'texts of every script come back as they were',
      'Store and answer UTF-8; utf8mb4 in MySQL.',
      async (plan) => {
        const text = '主机 💡 ночь "quoted" \\ back';
        const id = await made(plan, { ...rowOf(plan, 'x'), [plan.text]: text });
        const found = await find(plan, id);
        return found?.[plan.text] === text ? null : `it became ${JSON.stringify(found?.[plan.text])}`;
      },
    ),
    onPlan(
      'write-long-text',
      'should',
      'a long text is kept whole, or refused',
      'Refuse what does not fit: what is cut off in silence is lost.',
      async (plan) => {
        const text = 'ab '.repeat(LONG / 3);
        const answer = await create(plan, [{ ...rowOf(plan, 'x'), [plan.text]: text }]);
        const [row] = rowsOf(answer) ?? [];
        if (!row) return isRefusal(answer) && answer.status < 500 ? null : shown(answer);
        if (row['id'] === undefined) throw new Skip('no object can be made; see write-create');
        const found = await find(plan, idOf(row));
        return found?.[plan.text] === text
          ? null
          : `of ${text.length} characters ${String(found?.[plan.text]).length} are left`;
      },
    ),
    onPlan(
      'write-whole-or-not',
      'could',
      'of a list with a wrong row nothing is written',
      'Check all rows first, or write in one transaction.',
      async (plan) => {
        const id = await made(plan, rowOf(plan, 'untouched'));
        await write(plan, 'update', [
          { id, [plan.text]: 'half' },
          { id: 'no-such-object', [plan.text]: 'half' },
        ]);
        return (await find(plan, id))?.[plan.text] === 'half' ? 'the first row was written' : null;
      },
    ),
    onPlan(
      'write-side-by-side',
      'must',
      'objects that are created at once are all there',
      'Write under a lock or in the database, not over each other.',
      async (plan) => {
        const ids = await Promise.all(Array.from({ length: 10 }, (_, at) => made(plan, rowOf(plan, `at once ${at}`))));
        const found = await Promise.all(ids.map((id) => find(plan, id)));
        const lost = found.filter((row) => row === null).length;
        return new Set(ids).size === ids.length && lost === 0
          ? null
          : `${lost} of ${ids.length} are lost, or ids repeat`;
      },
    ),
  ],
};

function onPlan(
  id: string,
  severity: Check['severity'],
  says: string,
  remedy: string,
  look: (plan: Plan) => Promise<string | null>,
): Check {
  return {
    ...{ id, severity, says, remedy },
    look: async (subject) => {
      subject.requireWrites();
      const plan = { ...(await planOf(subject)), made: [] };
      try {
        return await look(plan);
      } finally {
        for (const made of plan.made) await write(plan, 'delete', [{ id: made }]).catch(() => null);
      }
    },
  };
}
